using Azure.Core.Pipeline;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Auth;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Calls;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure;

/// <summary>
/// Runs jobs on Azure Batch: pools, queues, jobs, arrays and their output, in one Batch account. Needs no server of ours.
/// </summary>
/// <remarks>Safe for use by several threads. Credentials are looked up when the first call is made.</remarks>
public sealed partial class AzureBatchProvider : IBatchProvider, IEnvironmentProvider, IQueueProvider, IRestartProvider, IDiagnosisProvider
{
    private readonly AzureBatchOptions _options;
    private readonly AzureCaller? _caller;
    private readonly AzureOperations _operations;
    private readonly BatchCapabilities _capabilities;
    private readonly TimeProvider _clock;

    /// <summary>Makes a provider. Nothing is called before the first call.</summary>
    /// <param name="options">Settings. Default: as <see cref="AzureBatchOptions"/> say.</param>
    /// <param name="context">Clock, HTTP handler and catalogue. Default: as <see cref="ProviderContext"/> says.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unauthenticated"/> when the account's key was named and is not there, or is none.</exception>
    public AzureBatchProvider(AzureBatchOptions? options = null, ProviderContext? context = null)
    {
        context ??= new ProviderContext();
        _options = options ?? new AzureBatchOptions();
        _clock = context.TimeProvider;
        _capabilities = AzureCapabilities.Of(_options);
        var connection = new AzureConnection(ConnectionOf(_options));
        _caller = new AzureCaller(connection, context.HttpHandler?.Invoke(), _clock);
        _operations = new AzureOperations(new AzureBatchWire(_caller), _options, _clock, context.Catalogue, () => connection.GetEndpoint().Authority);
    }

    /// <summary>For tests, and for whoever adapts another client to the wire.</summary>
    internal AzureBatchProvider(IAzureBatchWire wire, AzureBatchOptions options, ProviderContext context)
    {
        (_options, _clock) = (options, context.TimeProvider);
        _capabilities = AzureCapabilities.Of(options);
        _operations = new AzureOperations(wire, options, _clock, context.Catalogue, () => "test");
    }

    /// <inheritdoc/>
    public string Name => AzureProviderName.Value;

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
        if (request.Mode == PlanMode.Offline)
        {
            return new JobPlanner(request, new PlanFacts { Options = _options, IsOffline = true }).Plan();
        }

        var references = DependencyFields.References(request.Spec).ToList();
        return new JobPlanner(request, new PlanFacts
        {
            Options = _options,
            Queue = await _operations.Generations.FindAsync(request.Spec.Queue!, cancellationToken).ConfigureAwait(false),
            Dependencies = references.Count == 0
                ? new Dictionary<string, DependencyFacts?>()
                : await _operations.Dependencies.ReadAsync(references, cancellationToken).ConfigureAwait(false),
        }).Plan();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submissions);

        cancellationToken.ThrowIfCancellationRequested();
        return await _operations.Submitter.SubmitAsync(submissions, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<SubmissionLookup> FindSubmissionAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);

        cancellationToken.ThrowIfCancellationRequested();
        return await _operations.Submissions.FindAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);

        cancellationToken.ThrowIfCancellationRequested();
        return await _operations.Reader.GetAsync(references, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        cancellationToken.ThrowIfCancellationRequested();
        return query.ChildrenOf is null
            ? await _operations.Lister.ListAsync(query, continuationToken, cancellationToken).ConfigureAwait(false)
            : await _operations.Lister.ListChildrenAsync(query, continuationToken, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(reason);

        cancellationToken.ThrowIfCancellationRequested();
        return await _operations.Terminator.StopAsync(references, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        cancellationToken.ThrowIfCancellationRequested();
        return await _operations.Logs.ReadAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// This provider by any of its interfaces, or what it works with: <see cref="AzureBatchOptions"/>, the vendor's <c>HttpPipeline</c>, which signs, and
    /// where the caller gave his own, <c>TokenCredential</c>; null for anything else.
    /// </summary>
    /// <param name="serviceType">What is looked for.</param>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);

        return serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(AzureBatchOptions) ? _options
            : serviceType == typeof(HttpPipeline) ? _caller?.Pipeline
            : serviceType == typeof(global::Azure.Core.TokenCredential) ? _options.Credential
            : null;
    }

    /// <summary>Closes its connections. Jobs go on.</summary>
    public ValueTask DisposeAsync()
    {
        _caller?.Dispose();
        return default;
    }

    private static AzureConnectionOptions ConnectionOf(AzureBatchOptions options) => new()
    {
        Endpoint = options.Endpoint,
        Account = options.Account,
        AccountKey = options.AccountKey,
        KeyVariable = options.KeyVariable,
        Credential = options.Credential,
        Scope = options.Scope,
        AuthorityHost = options.AuthorityHost,
        ApiVersion = options.ApiVersion,
        CallTimeout = options.CallTimeout,
    };
}
