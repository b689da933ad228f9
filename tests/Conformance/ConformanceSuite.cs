using System.Diagnostics.CodeAnalysis;
using MultiBatch.Capabilities;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Held;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance;

/// <summary>
/// What all suites share: a client, names that are unique, and ways to run jobs and to look at them. Cases may be overridden, to be
/// skipped with a reason that everybody can see.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "xUnit ends a test through IAsyncLifetime.")]
public abstract partial class ConformanceSuite : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = new();
    private readonly CancellationTokenSource _supervision = new();
    private readonly List<BatchClient> _clients = [];
    private readonly HashSet<JobReference> _open = [];
    private readonly string _run = Guid.NewGuid().ToString("N").Substring(0, 8);
    private Task _supervising = Task.CompletedTask;
    private int _names;

    /// <summary>Creates a suite.</summary>
    /// <param name="harness">The harness of the provider under test.</param>
    protected ConformanceSuite(ConformanceHarness harness) => Harness = harness;

    /// <summary>The harness.</summary>
    protected ConformanceHarness Harness { get; }

    /// <summary>How programs are written.</summary>
    protected TaskLanguage Tasks => Harness.Tasks;

    /// <summary>A client.</summary>
    protected BatchClient Client { get; private set; } = null!;

    /// <summary>What the provider declares.</summary>
    protected BatchCapabilities Capabilities { get; private set; } = null!;

    /// <summary>Ends a case that hangs.</summary>
    protected CancellationToken Cancellation => _patience.Token;

    /// <summary>Whether held jobs are supervised in the background while a case runs, so that what is emulated by a client goes on. Default: true.</summary>
    protected virtual bool SupervisesHeldJobs => true;

    /// <inheritdoc/>
    public virtual async Task InitializeAsync()
    {
        _patience.CancelAfter(Harness.Delays.Patience);
        Client = Connect();
        Capabilities = await Client.GetCapabilitiesAsync(Cancellation);
        if (SupervisesHeldJobs && BatchCapabilities.AllFeatures.Any(feature => Capabilities[feature].Level == SupportLevel.EmulatedWhileClientRuns))
        {
            _supervising = Connect().SuperviseAsync(new SuperviseOptions { Forever = true }, _supervision.Token);
        }
    }

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        if (_open.Count > 0 && Capabilities.Supports(BatchFeature.Stop))
        {
            await StopOpenJobsAsync();
        }

        _supervision.Cancel();
        try
        {
            await _supervising;
        }
        catch (OperationCanceledException)
        {
            // Asked for just above.
        }

        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        _supervision.Dispose();
        _patience.Dispose();
    }

    private async Task StopOpenJobsAsync()
    {
        // A case that was overtaken by its patience has no time left, and this is not a part of it.
        using var patience = new CancellationTokenSource(Harness.Delays.Patience);
        await foreach (var _ in Client.StopManyAsync(_open, "the case is over", patience.Token))
        {
            // What cannot be stopped is not what the case is about.
        }
    }

    /// <summary>Another client, on a connection of its own; disposed with the suite.</summary>
    protected BatchClient Connect(Providers.IBatchProvider? provider = null)
    {
        var client = Harness.CreateClient(provider);
        _clients.Add(client);
        return client;
    }

    /// <summary>Skips the case unless all features are supported and can be tested here. That the others are refused is a suite of its own.</summary>
    protected void Requires(params BatchFeature[] features)
    {
        foreach (var feature in features)
        {
            Skip.IfNot(Capabilities.Supports(feature), $"{feature} is declared Unsupported: {Capabilities[feature].Note}");
            Skip.If(Harness.SkipReason(feature) is not null, $"{feature}: {Harness.SkipReason(feature)}");
        }
    }

    /// <summary>Skips the case when the platform's language has no such statement.</summary>
    protected static string RequiresStatement(string? statement)
    {
        Skip.If(statement is null, "The platform's programs cannot do this.");
        return statement!;
    }

    /// <summary>What passes between tests and tasks; skips the case where nothing can.</summary>
    protected TaskSignals RequiresSignals()
    {
        Skip.If(Harness.Signals is null, "Tests and tasks share no signals on this platform.");
        return Harness.Signals!;
    }

    /// <summary>A name that nothing else has: letters, digits and hyphens.</summary>
    protected string Unique(string text) => $"{text}-{_run}-{Interlocked.Increment(ref _names)}";
}
