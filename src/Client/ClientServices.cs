using Microsoft.Extensions.Logging;
using MultiBatch.Capabilities;
using MultiBatch.Catalogue;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Listing;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Resilience;
using MultiBatch.Resources;
using MultiBatch.Stopping;
using MultiBatch.Submitting;
using MultiBatch.Waiting;

namespace MultiBatch;

/// <summary>What the parts of one client share.</summary>
internal sealed class ClientServices : IAsyncDisposable
{
    private volatile bool _mayHold;
    private volatile BatchCapabilities? _judged;
    private int _isDisposed;

    public ClientServices(IBatchProvider provider, BatchClientOptions options)
    {
        Provider = provider;
        Options = options;
        Calls = new ProviderCalls(provider, options);
        Planner = new JobPlanner(this);
        Jobs = new JobReader(this);
        Stopper = new JobStopper(this);
        LateDuplicates = new LateDuplicates(this);
        Poller = new JobPoller(this);
        Held = new HeldJobs(this);
        Resources = new ResourceProviders(this);
    }

    public IBatchProvider Provider { get; }

    public BatchClientOptions Options { get; }

    public TimeProvider Clock => Options.TimeProvider;

    /// <summary>Calls to the provider go through here: retries, rates and time limits.</summary>
    public ProviderCalls Calls { get; }

    public JobPlanner Planner { get; }

    public JobReader Jobs { get; }

    public JobStopper Stopper { get; }

    /// <summary>Second jobs of one submit that turn up after it.</summary>
    public LateDuplicates LateDuplicates { get; }

    public JobPoller Poller { get; }

    public HeldJobs Held { get; }

    /// <summary>The catalogue; opened when first needed.</summary>
    public ICatalogStore Catalogue => Resources.Catalogue;

    /// <summary>Where environments, queues and definitions are.</summary>
    public ResourceProviders Resources { get; }

    /// <summary>Definitions: the service's own, or those the client keeps in the catalogue.</summary>
    public IDefinitionProvider? Definitions => Resources.Definitions;

    /// <summary>Queues: the service's own, or those the client keeps in the catalogue.</summary>
    public IQueueProvider? Queues => Resources.Queues;

    /// <summary>Environments: the service's own, or those the client keeps in the catalogue.</summary>
    public IEnvironmentProvider? Environments => Resources.Environments;

    /// <summary>
    /// True when the client keeps the queues, because the service has none and the provider only translates them: a plan then carries the
    /// queue and its environment.
    /// </summary>
    public bool KeepsQueues => Find<IQueueProvider>() is null && Find<IQueuePlanner>() is not null;

    /// <summary>True when the client keeps the definitions: they are read without a call to the service.</summary>
    public bool KeepsDefinitions => Find<IDefinitionProvider>() is null;

    /// <summary>An optional interface of the provider; null when it has none. A provider may hide what its class could do.</summary>
    public T? Find<T>()
        where T : class =>
        Provider.GetService<T>();

    /// <summary>Whether the client may hold jobs of this provider: what it cannot do itself, and a client can.</summary>
    public bool MayHold(BatchCapabilities capabilities)
    {
        if (!ReferenceEquals(_judged, capabilities))
        {
            _mayHold = BatchCapabilities.AllFeatures.Any(feature => capabilities[feature].Level == SupportLevel.EmulatedWhileClientRuns);
            _judged = capabilities;
        }

        return _mayHold;
    }

    /// <summary>
    /// The service's own job behind a reference: for a held job that was started, the job it became, an attempt being numbered as there; one that was
    /// not started stays what it is.
    /// </summary>
    public async ValueTask<JobReference> LocateAsync(JobReference reference, CancellationToken cancellationToken) =>
        HeldId.Is(reference) ? await Held.LocateAsync(reference, cancellationToken).ConfigureAwait(false) ?? reference : LateDuplicates.Resolve(reference);

    /// <summary>Submits one item to its outcome.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, with nothing left behind.</exception>
    public async Task<SubmitOutcome> SubmitAsync(SubmitItem item, CancellationToken cancellationToken)
    {
        using var slots = new CallSlots(1);
        var session = await PlanSession.BeginAsync(this, PlanMode.Connected, cancellationToken).ConfigureAwait(false);
        await new Submitter(this, slots).SubmitAsync([item], session, cancellationToken).ConfigureAwait(false);
        return item.Outcome ?? throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Once; a client may have two owners, as a container and a factory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await Poller.DisposeAsync().ConfigureAwait(false);
        LateDuplicates.Dispose();
        Calls.Dispose();
        await Provider.DisposeAsync().ConfigureAwait(false);
    }

    public ILogger CreateLogger(string category) => Options.LoggerFactory.CreateLogger(category);
}
