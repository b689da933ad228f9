using MultiBatch.Capabilities;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Machines;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Auth;
using MultiBatch.Providers.Google.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Planning;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Queues;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Google;

/// <summary>
/// Runs jobs on Google Cloud Batch: jobs, arrays and their logs, in one project and region. The service has no environments, queues and definitions: the
/// client keeps them, and they become parts of each job. Needs no server of ours.
/// </summary>
/// <remarks>Safe for use by several threads. Credentials are looked up when the first call is made.</remarks>
public sealed class GoogleBatchProvider : IBatchProvider, IEnvironmentPlanner, IQueuePlanner, IDiagnosisProvider, IJobSpecProvider
{
    private readonly GoogleBatchOptions _options;
    private readonly GoogleWire? _owned;
    private readonly IGoogleBatchWire _batch;
    private readonly IGoogleLogsWire _logs;
    private readonly TimeProvider _clock;
    private readonly IMachineSelector? _machines;
    private readonly Func<string> _region;
    private readonly Func<CancellationToken, ValueTask<string>> _project;
    private readonly BatchCapabilities _capabilities;
    private GoogleOperations? _operations;

    /// <summary>Makes a provider. Nothing is read or called before the first call.</summary>
    /// <param name="options">Settings. Default: as <see cref="GoogleBatchOptions"/> say.</param>
    /// <param name="context">Clock, loggers, HTTP handler and machine selector. Default: as <see cref="ProviderContext"/> says.</param>
    public GoogleBatchProvider(GoogleBatchOptions? options = null, ProviderContext? context = null)
    {
        context ??= new ProviderContext();
        _options = options ?? new GoogleBatchOptions();
        _owned = new GoogleWire(ConnectionOf(_options), context);
        (_batch, _logs) = (_owned.Batch, _owned.Logs);
        _region = () => _owned.Connection.Region;
        _project = _owned.Connection.GetProjectAsync;
        _clock = context.TimeProvider;
        _machines = context.MachineSelector;
        _capabilities = GoogleCapabilities.Of(_options);
    }

    /// <summary>For tests, and for whoever adapts another client to the wire.</summary>
    internal GoogleBatchProvider(IGoogleBatchWire batch, IGoogleLogsWire logs, GoogleBatchOptions options, TimeProvider clock)
    {
        (_batch, _logs, _options, _clock) = (batch, logs, options, clock);
        _region = () => options.Region ?? "us-central1";
        _project = _ => new ValueTask<string>(options.Project ?? "project");
        _capabilities = GoogleCapabilities.Of(_options);
    }

    /// <inheritdoc/>
    public string Name => GoogleProviderName.Value;

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
        var machine = request.Machine;
        if (machine is null && _machines is not null && request.Spec.Resources?.MachineType is null && request.Environment?.MachineTypes is not { Count: > 0 })
        {
            machine = await _machines.SelectAsync(
                new MachineRequirements
                {
                    Provider = Name, Region = KnownRegion, Resources = request.Spec.Resources ?? new ResourceSpec(), Purchase = request.Spec.Purchase?.Kind,
                },
                cancellationToken).ConfigureAwait(false);
        }

        var facts = new PlanFacts
        {
            Options = _options,
            Region = request.Mode == PlanMode.Offline ? KnownRegion : _region(),
            Project = GoogleConnection.FindProject(ConnectionOf(_options)),
            Machine = machine,
        };
        return new JobPlanner(request, facts).Plan();
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

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Submissions.FindAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Reader.GetAsync(references, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        var lister = (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Lister;
        return query.ChildrenOf is null
            ? await lister.ListAsync(query, continuationToken, cancellationToken).ConfigureAwait(false)
            : await lister.ListChildrenAsync(query, continuationToken, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(reason);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Canceller.StopAsync(references, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Logs.ReadAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return new ValueTask<ResourcePlan>(new ResourcePlan(EnvironmentPlanner.Plan(spec, KnownRegion), []));
    }

    /// <inheritdoc/>
    public ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return new ValueTask<ResourcePlan>(new ResourcePlan(QueuePlanner.Plan(spec, update), []));
    }

    /// <inheritdoc/>
    public async Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Diagnoser.DiagnoseAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobSpec?> FindJobSpecAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        var described = await operations.Reader.GetAsync(reference, cancellationToken).ConfigureAwait(false);
        return SpecMapper.From(described.Job, described.Facts);
    }

    /// <summary>
    /// Deletes the record of a job, and with it a job that still runs; returns when it is gone. The service deletes ended jobs by itself after 60 days. A job
    /// that is not there is no error.
    /// </summary>
    /// <param name="reference">The job.</param>
    /// <param name="reason">Why, for the service's audit log.</param>
    /// <param name="cancellationToken">Ends the wait; the deletion goes on.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Timeout"/> when it takes longer than ten minutes.</exception>
    public async Task DeleteJobAsync(JobReference reference, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(reason);

        await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Canceller.DeleteAsync(reference, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// This provider by any of its interfaces, or what it was given: <see cref="GoogleBatchOptions"/> and, where the caller gave his own,
    /// <c>GoogleCredential</c>; null for anything else.
    /// </summary>
    /// <param name="serviceType">What is looked for.</param>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);

        return serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(GoogleBatchOptions) ? _options
            : serviceType == typeof(global::Google.Apis.Auth.OAuth2.GoogleCredential) ? _options.Credential
            : null;
    }

    /// <summary>Closes its connections. Jobs go on.</summary>
    public ValueTask DisposeAsync()
    {
        _owned?.Dispose();
        return default;
    }

    private string? KnownRegion => _options.Region ?? GoogleConnection.FindRegion(Environment.GetEnvironmentVariable);

    private static GoogleConnectionOptions ConnectionOf(GoogleBatchOptions options) => new()
    {
        Project = options.Project,
        Region = options.Region,
        Endpoint = options.Endpoint,
        CredentialsFile = options.CredentialsFile,
        Impersonate = options.Impersonate,
        QuotaProject = options.QuotaProject,
        Credential = options.Credential,
        CallTimeout = options.CallTimeout,
    };

    private async ValueTask<GoogleOperations> OperationsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _operations) is { } operations)
        {
            return operations;
        }

        var scope = new GoogleScope { Project = await _project(cancellationToken).ConfigureAwait(false), Region = _region() };
        var made = new GoogleOperations(_batch, _logs, _options, _clock, scope);
        return Interlocked.CompareExchange(ref _operations, made, null) ?? made;
    }
}
