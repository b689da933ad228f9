using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Machines;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Prices;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws;

/// <summary>
/// Runs jobs on AWS Batch: environments, queues, definitions, jobs, arrays and their logs, in one account and region. Needs no server of ours.
/// </summary>
/// <remarks>Safe for use by several threads. Credentials are looked up when the first call is made.</remarks>
public sealed partial class AwsBatchProvider
    : IBatchProvider, IEnvironmentProvider, IQueueProvider, IDefinitionProvider, IDependentsProvider, IDiagnosisProvider, IJobSpecProvider
{
    private readonly AwsBatchOptions _options;
    private readonly AwsWire? _owned;
    private readonly IAwsBatchWire _batch;
    private readonly IAwsLogsWire _logs;
    private readonly TimeProvider _clock;
    private readonly Func<CancellationToken, ValueTask<string>> _region;
    private readonly BatchCapabilities _capabilities;
    private AwsOperations? _operations;

    /// <summary>Makes a provider. Nothing is read or called before the first call.</summary>
    /// <param name="options">Settings. Default: as <see cref="AwsBatchOptions"/> say.</param>
    /// <param name="context">Clock, loggers and HTTP handler. Default: as <see cref="ProviderContext"/> says.</param>
    public AwsBatchProvider(AwsBatchOptions? options = null, ProviderContext? context = null)
    {
        context ??= new ProviderContext();
        _options = options ?? new AwsBatchOptions();
        _owned = new AwsWire(ConnectionOf(_options), context);
        (_batch, _logs) = (_owned.Batch, _owned.Logs);
        _region = _owned.Connection.GetRegionAsync;
        _clock = context.TimeProvider;
        _capabilities = AwsCapabilities.Of(_options);
    }

    /// <summary>For tests, and for whoever adapts another client to the wire.</summary>
    internal AwsBatchProvider(IAwsBatchWire batch, IAwsLogsWire logs, AwsBatchOptions options, TimeProvider clock)
    {
        (_batch, _logs, _options, _clock) = (batch, logs, options, clock);
        _region = _ => new ValueTask<string>(options.Region ?? "us-east-1");
        _capabilities = AwsCapabilities.Of(_options);
    }

    /// <inheritdoc/>
    public string Name => AwsProviderName.Value;

    /// <inheritdoc/>
    public ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<BatchCapabilities>(_capabilities);
    }

    /// <inheritdoc/>
    public async ValueTask<ProviderPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        cancellationToken.ThrowIfCancellationRequested();
        var facts = new PlanFacts { Options = _options, IsOffline = true, Region = _options.Region };
        if (request.Mode == PlanMode.Offline)
        {
            return new JobPlanner(request, facts, _ => null).Plan();
        }

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        var references = DependencyFields.References(request.Spec).ToList();
        var here = references.Where(reference => reference.Region is null || reference.Region == operations.Region).Select(reference => reference.Id).ToList();
        facts = facts with
        {
            IsOffline = false,
            Region = operations.Region,
            Queue = await operations.QueueFacts.FindAsync(QueueNames.Native(request.Spec.Queue!, request.Segment), cancellationToken).ConfigureAwait(false),
            Dependencies = here.Count == 0
                ? new Dictionary<string, JobShape?>()
                : await operations.Reader.GetShapesAsync(here, cancellationToken).ConfigureAwait(false),
        };
        return new JobPlanner(request, facts, operations.Reader.Known.FindParts).Plan();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submissions);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        var results = new SubmitResult[submissions.Count];
        for (var place = 0; place < results.Length; place++)
        {
            results[place] = await operations.Submitter.SubmitAsync(submissions[place], cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    /// <inheritdoc/>
    public async Task<SubmissionLookup> FindSubmissionAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        return await operations.Submissions.FindAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        return await operations.Reader.GetAsync(references, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        return query.ChildrenOf is null
            ? await operations.Lister.ListAsync(query, continuationToken, cancellationToken).ConfigureAwait(false)
            : await operations.Children.ListAsync(query, continuationToken, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(reason);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        return await operations.Terminator.StopAsync(references, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        return await operations.Logs.ReadAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// This provider by any of its interfaces; <see cref="IPriceSource"/>, which reads the vendor's prices; or what it was given: <see cref="AwsBatchOptions"/> and,
    /// where the caller gave his own, <c>AWSCredentials</c>; null for anything else.
    /// </summary>
    /// <param name="serviceType">What is looked for.</param>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);

        return serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(IPriceSource) && _owned is not null ? new AwsPriceSource(_owned.Prices, _clock)
            : serviceType == typeof(AwsBatchOptions) ? _options
            : serviceType == typeof(Amazon.Runtime.AWSCredentials) ? _options.Credentials
            : null;
    }

    /// <summary>Closes its connections. Jobs go on.</summary>
    public ValueTask DisposeAsync()
    {
        _owned?.Dispose();
        return default;
    }

    private static AwsConnectionOptions ConnectionOf(AwsBatchOptions options) => new()
    {
        Region = options.Region,
        Profile = options.Profile,
        Endpoint = options.Endpoint,
        UseFips = options.UseFips,
        UseDualStack = options.UseDualStack,
        Credentials = options.Credentials,
        CallTimeout = options.CallTimeout,
    };

    private async ValueTask<AwsOperations> OperationsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _operations) is { } operations)
        {
            return operations;
        }

        var made = new AwsOperations(_batch, _logs, _options, _clock, await _region(cancellationToken).ConfigureAwait(false));
        return Interlocked.CompareExchange(ref _operations, made, null) ?? made;
    }
}
