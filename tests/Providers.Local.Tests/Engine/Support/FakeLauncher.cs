using System.Collections.Concurrent;
using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>Starts nothing: a test sees the order of the starts and says when each attempt ends.</summary>
internal sealed class FakeLauncher : IProcessLauncher
{
    private readonly ConcurrentQueue<FakeAttempt> _started = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _processIds;

    public LaunchTraits Traits { get; } = new()
    {
        Name = "fake",
        SurvivesEngine = true,
        GentleStop = true,
        Limits = new LimitSupport(LimitMethod.None, LimitMethod.None, "Nothing is limited."),
    };

    /// <summary>What a launch answers in place of starting; null to start.</summary>
    public Func<LaunchRequest, StartError?>? Refuse { get; set; }

    /// <summary>The next attempt that was started.</summary>
    public async Task<FakeAttempt> NextAsync()
    {
        Assert.True(await _arrived.WaitAsync(EngineHarness.Patience), "Nothing was started.");
        Assert.True(_started.TryDequeue(out var attempt));
        return attempt!;
    }

    /// <summary>The next ones, in order of their job's names.</summary>
    public async Task<IReadOnlyList<string>> NextAsync(int count)
    {
        var names = new List<string>();
        for (var i = 0; i < count; i++)
        {
            names.Add((await NextAsync()).Name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>How many were started that no test has asked for.</summary>
    public int Waiting => _started.Count;

    public LaunchResult Launch(LaunchRequest request)
    {
        if (Refuse?.Invoke(request) is { } error)
        {
            return LaunchResult.Failed(error);
        }

        var attempt = new FakeAttempt(request, Interlocked.Increment(ref _processIds));
        _started.Enqueue(attempt);
        _arrived.Release();
        return LaunchResult.Started(attempt);
    }

    public Task<AdoptionResult> AdoptAsync(AdoptionRequest request, CancellationToken cancellationToken) => Task.FromResult(AdoptionResult.NeverStarted);

    public void CompleteAdoption()
    {
    }

    public void Dispose() => _arrived.Dispose();
}
