using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Planning;
using MultiBatch.Serialization;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Local;

/// <summary>
/// Runs jobs on this machine: processes in environments that are shares of it, with queues, arrays, dependencies and retries, and with
/// durable state in a folder. Jobs survive the process that submitted them. Needs no account and no network.
/// </summary>
/// <remarks>Safe for use by several threads. Disposing ends an engine that this process hosts; running tasks go on.</remarks>
public sealed partial class LocalBatchProvider
    : IBatchProvider, IEnvironmentProvider, IQueueProvider, IDefinitionProvider, IRestartProvider, IDiagnosisProvider
{
    private readonly IEngineSource _source;
    private BatchCapabilities? _capabilities;

    /// <summary>Makes a provider. Nothing is opened or started before the first call.</summary>
    /// <param name="options">Settings. Default: as <see cref="LocalBatchOptions"/> say.</param>
    /// <param name="context">Clock and loggers. Default: as <see cref="ProviderContext"/> says.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when no state directory is named and the user has no home folder.</exception>
    public LocalBatchProvider(LocalBatchOptions? options = null, ProviderContext? context = null)
        : this(EngineSources.Create(options ?? new LocalBatchOptions(), context ?? new ProviderContext()))
    {
    }

    internal LocalBatchProvider(IEngineSource source) => _source = source;

    /// <inheritdoc/>
    public string Name => LocalProviderName.Value;

    /// <inheritdoc/>
    public async ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken)
    {
        if (_capabilities is null)
        {
            var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
            var status = await engine.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            _capabilities = LocalCapabilities.Of(status.Traits);
        }

        return _capabilities;
    }

    /// <inheritdoc/>
    public async ValueTask<ProviderPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        var facts = await FactsAsync(request, cancellationToken).ConfigureAwait(false);
        var item = new SubmitItem
        {
            SubmissionId = request.SubmissionId.ToString(),
            Spec = request.Spec,
            Definition = request.Definition?.Reference.ToString(),
            RestartOf = request.RestartOf,
        };
        return new ProviderPlan(request, new JobPlanner(facts).Plan(request), () => [new NativeRequest("local submit", BatchJson.Write(item.Spec, indented: true))])
        {
            State = item,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submissions);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var items = submissions.Select(submission => WithSecrets((SubmitItem)submission.Plan.State!)).ToList();
        var reply = await engine.SubmitAsync(new SubmitRequest { Items = items }, cancellationToken).ConfigureAwait(false);
        return submissions.Zip(reply.Items, (submission, outcome) => outcome.Job is { } job
            ? SubmitResult.Succeeded(submission.Key.Id, job)
            : SubmitResult.Failed(submission.Key.Id, outcome.Error!.ToException())).ToList();
    }

    /// <inheritdoc/>
    public async Task<SubmissionLookup> FindSubmissionAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.FindSubmissionAsync(new FindRequest { SubmissionId = key.Id.ToString() }, cancellationToken).ConfigureAwait(false);
        return new SubmissionLookup { Status = reply.Job is null ? SubmissionStatus.Absent : SubmissionStatus.Found, Job = reply.Job };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return (await engine.GetJobsAsync(new GetJobsRequest { References = references }, cancellationToken).ConfigureAwait(false)).Jobs;
    }

    /// <inheritdoc/>
    public async Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.ListJobsAsync(new ListJobsRequest { Query = query, ContinuationToken = continuationToken }, cancellationToken).ConfigureAwait(false);
        return new Page<Job>(reply.Jobs, reply.ContinuationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(reason);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.StopJobsAsync(new StopRequest { References = references, Reason = reason }, cancellationToken).ConfigureAwait(false);
        return reply.Errors.Select(error => error?.ToException()).ToList();
    }

    /// <inheritdoc/>
    public async Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.ReadLogAsync(
            new ReadLogRequest { Job = request.Job, Stream = request.Stream, Token = request.Token, TailLines = request.TailLines, MaxBytes = request.MaxBytes },
            cancellationToken).ConfigureAwait(false);
        var entries = new List<LogEntry>();
        Logs.LogLines.Split(reply.Job, LogStreamKind.Output, reply.Output, entries);
        Logs.LogLines.Split(reply.Job, LogStreamKind.Error, reply.Error, entries);
        return new LogPage(entries, reply.NextToken, reply.IsComplete);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);

        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Ends an engine that this process hosts, or the connection to one elsewhere. Running tasks go on.</summary>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static SubmitItem WithSecrets(SubmitItem item) =>
        item.Spec.Secrets is { Count: > 0 } secrets
            ? item with { SecretValues = ReadVariables(secrets.Values.Select(secret => secret.Source)) }
            : item;

    /// <summary>The values of those sources that are variables of this process.</summary>
    private static Dictionary<string, string> ReadVariables(IEnumerable<string> sources)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (SecretSource.VariableOf(source) is { } name && Environment.GetEnvironmentVariable(name) is { } value)
            {
                values[source] = value;
            }
        }

        return values;
    }

    private ValueTask<ILocalEngine> EngineAsync(CancellationToken cancellationToken) => _source.GetEngineAsync(cancellationToken);

    private async ValueTask<PlanFacts> FactsAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        var facts = new PlanFacts
        {
            Architecture = MachineProbe.Look().Architecture,
            HasVariable = name => Environment.GetEnvironmentVariable(name) is not null,
        };
        if (request.Mode == PlanMode.Offline)
        {
            return facts;
        }

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var placement = await engine.GetPlacementAsync(
            new PlacementRequest { Queue = request.Spec.Queue ?? string.Empty, Predecessors = DependencyFields.References(request.Spec) },
            cancellationToken).ConfigureAwait(false);
        return facts with { Placement = placement, Traits = placement.Traits, Exists = path => File.Exists(path) || Directory.Exists(path) };
    }
}
