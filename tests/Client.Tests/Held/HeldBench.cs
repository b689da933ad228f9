using System.Text;
using MultiBatch.Capabilities;
using MultiBatch.Catalogue;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Submitting;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Client.Tests.Held;

/// <summary>A simulated service that needs a client for dependencies and for spot then on demand, and clients that share a catalogue.</summary>
internal sealed class HeldBench : IAsyncDisposable
{
    public static readonly SubmitOptions Allow = new() { AllowHeld = true };

    private readonly List<BatchClient> _clients = [];
    private readonly Simulated _simulated;

    public HeldBench(Func<InMemoryOptions, InMemoryOptions>? change = null)
    {
        var options = new InMemoryOptions
        {
            Levels = new Dictionary<BatchFeature, SupportLevel>
            {
                [BatchFeature.DependencyOnSuccess] = SupportLevel.EmulatedWhileClientRuns,
                [BatchFeature.DependencyOnFailure] = SupportLevel.EmulatedWhileClientRuns,
                [BatchFeature.DependencyOnAnyEnd] = SupportLevel.EmulatedWhileClientRuns,
                [BatchFeature.DependencyIndexToIndex] = SupportLevel.EmulatedWhileClientRuns,
                [BatchFeature.SpotThenOnDemand] = SupportLevel.EmulatedWhileClientRuns,
            },
        };
        _simulated = new Simulated(change is null ? options : change(options));
        Client = Connect();
    }

    public InMemoryService Service => _simulated.Service;

    public TimeProvider Clock => _simulated.Clock;

    public MultiBatch.TestSupport.Catalogue.MemoryCatalogStore Catalogue { get; } = new();

    public BatchClient Client { get; }

    public static JobDependency On(Job job, DependencyCondition? condition = null, DependencyMode? mode = null) =>
        new() { Job = job.Reference.ToString(), On = condition, Mode = mode };

    public BatchClient Connect(ICatalogStore? catalogue = null)
    {
        // Calls that a test holds up are held up for as long as it likes.
        var client = _simulated.Connect(options => options with
        {
            Catalogue = catalogue ?? Catalogue, Retry = new RetryOptions { CallTimeout = Timeout.InfiniteTimeSpan },
        });
        _clients.Add(client);
        return client;
    }

    public Task<Job> SubmitAsync(string script, params JobDependency[] dependencies) =>
        Client.SubmitAsync(new JobSpec { Script = script, DependsOn = dependencies.Length == 0 ? null : dependencies }, Allow);

    /// <summary>Waits until something is so, while the clock runs by itself.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), Clock, patience.Token);
        }
    }

    /// <summary>The jobs that the service has, held ones left out.</summary>
    public async Task<List<Job>> ServiceJobsAsync(string name) =>
        await Client.ListJobsAsync(new JobQuery { Name = name }).Where(job => !HeldId.Is(job.Reference)).ToListAsync();

    /// <summary>What the catalogue has written of a held job.</summary>
    public async Task<string?> DocumentAsync(Job held, string place) =>
        await Catalogue.GetAsync($"memory/default/held/{place}/{held.SubmissionId}", default) is { } document ? Encoding.UTF8.GetString(document.Content.Span) : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _simulated.DisposeAsync();
    }
}
