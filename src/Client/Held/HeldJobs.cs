using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Serialization;
using MultiBatch.Submissions;

namespace MultiBatch.Held;

/// <summary>
/// Jobs that a client holds: durable in the catalogue before their submit returns, started by whichever client supervises.
/// </summary>
internal sealed class HeldJobs
{
    private readonly ClientServices _services;
    private readonly HoldPlanner _planner;
    private readonly HeldStore _store;
    private readonly HeldReader _reader;
    private readonly HeldStopper _stopper;

    public HeldJobs(ClientServices services)
    {
        _services = services;
        _planner = new HoldPlanner(services);
        _store = new HeldStore(services);
        _reader = new HeldReader(services, _store);
        _stopper = new HeldStopper(services, _store, _reader);
    }

    /// <inheritdoc cref="HoldPlanner.PlanAsync"/>
    public ValueTask<HoldPlan> PlanHoldAsync(
        JobSpec spec, SubmissionId id, PlanSession session, bool holdsDependencies, CancellationToken cancellationToken) =>
        _planner.PlanAsync(spec, id, session, holdsDependencies, cancellationToken);

    /// <summary>The reference of a held job, as <see cref="CreateAsync"/> would give it.</summary>
    public JobReference ReferenceOf(SubmissionId id, string? queue) =>
        new(_services.Provider.Name, HeldId.Of(id)) { Connection = _services.Options.ConnectionName, Queue = queue };

    /// <summary>
    /// Makes the held job of a plan durable and returns it as Blocked. The same submission id again returns the job that is there, whatever has
    /// become of it.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="mayExist">True when the id may have been used before.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/> when the id was used for another job.</exception>
    public async Task<Job> CreateAsync(JobPlan plan, bool mayExist, CancellationToken cancellationToken)
    {
        var request = plan.ProviderPlan!.Request;
        var record = new HeldRecord
        {
            SubmissionId = plan.SubmissionId.ToString(),
            Spec = Resolved(plan),
            Definition = request.Definition?.Reference.ToString(),
            Reason = plan.HeldReason!,
            CreatedAt = _services.Clock.GetUtcNow(),
            RestartOf = request.RestartOf,
            RestartIndexes = request.RestartIndexes,
        };
        var entry = await _store.CreateAsync(record, mayExist, cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(entry.Record, record)
            ? _reader.Views.Held(record, null)
            : await TakeAsync(plan, entry.Record, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The held job of a submission, for a submit that is repeated; null when there is none.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/> when it is another job than the plan's.</exception>
    public async Task<Job?> FindSubmissionAsync(JobPlan plan, CancellationToken cancellationToken) =>
        await _store.FindAsync(plan.SubmissionId.ToString(), cancellationToken, fresh: true).ConfigureAwait(false) is { } entry
            ? await TakeAsync(plan, entry.Record, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>
    /// The jobs of references to held jobs, in order: as Blocked while they are held, as their real jobs once they were started (under the held
    /// references). Null where no record is known.
    /// </summary>
    public Task<Job?[]> FindManyAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken) =>
        _reader.FindManyAsync(references, cancellationToken);

    /// <summary>
    /// The service's task that a reference to a held job, a child or an attempt leads to; null while it is held and when no record is known.
    /// </summary>
    public Task<JobReference?> LocateAsync(JobReference reference, CancellationToken cancellationToken) => _reader.LocateAsync(reference, cancellationToken);

    /// <summary>A held job's record; null when none is known by the reference.</summary>
    public Task<HeldRecord?> FindRecordAsync(JobReference reference, CancellationToken cancellationToken) =>
        _reader.FindRecordAsync(reference, cancellationToken);

    /// <summary>What is shown of a held job that the service tells this of.</summary>
    public Job Show(HeldRecord record, JobReference reference, Job job) =>
        reference.Index is { } index && HeldPart.OfChild(record, index) is { Count: > 0 } child ? _reader.Views.Task(record, index, child, [job])!
        : record.ArraySize is null ? _reader.Views.Task(record, null, HeldPart.OfSingle(record), [job])!
        : _reader.Views.Array(record, job, 0)!;

    /// <inheritdoc cref="HeldReader.ListAsync"/>
    public Task<(List<Job> Held, HashSet<JobReference> Parts)> ListAsync(CancellationToken cancellationToken) => _reader.ListAsync(cancellationToken);

    /// <inheritdoc cref="HeldReader.ListChildrenAsync"/>
    public IAsyncEnumerable<Page<Job>> ListChildrenAsync(JobReference reference, JobQuery query, string? token, CancellationToken cancellationToken) =>
        _reader.ListChildrenAsync(reference, query, token, cancellationToken);

    /// <inheritdoc cref="HeldStopper.StopAsync"/>
    public Task<bool> StopAsync(JobReference reference, string reason, CancellationToken cancellationToken) =>
        _stopper.StopAsync(reference, reason, cancellationToken);

    /// <summary>Runs held jobs until none is left, or for ever.</summary>
    /// <exception cref="BatchException">A job that was named is not there, or this client may not start jobs.</exception>
    public async Task SuperviseAsync(SuperviseOptions options, CancellationToken cancellationToken)
    {
        BatchException? error = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var supervision = new HeldSupervision(_services, _store, _reader, options, (_, failed) =>
        {
            error ??= failed;
            stop.Cancel();
        });
        foreach (var reference in options.Jobs ?? [])
        {
            // What is not held, and never was, needs no supervision.
            if (HeldId.TryParse(_services.Jobs.Check(reference), out var id))
            {
                supervision.Add(id.ToString());
            }
        }

        try
        {
            await supervision.RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (error is not null && !cancellationToken.IsCancellationRequested)
        {
            // Ended because of the error, which follows.
        }

        if (error is not null)
        {
            throw error;
        }
    }

    /// <summary>A supervision of the jobs that are added to it, for as long as it runs.</summary>
    /// <param name="onFailed">Told of a job that this client can do nothing for, by its submission id.</param>
    public HeldSupervision Supervision(Action<string, BatchException> onFailed) =>
        new(_services, _store, _reader, new SuperviseOptions { Forever = true, Jobs = [] }, onFailed);

    private static JobSpec Resolved(JobPlan plan) => plan.Resolved with { Definition = null, Parameters = null };

    private async Task<Job> TakeAsync(JobPlan plan, HeldRecord record, CancellationToken cancellationToken)
    {
        var request = plan.ProviderPlan!.Request;
        var isSame = record.RestartOf == request.RestartOf
            && (record.RestartIndexes ?? []).SequenceEqual(request.RestartIndexes ?? [])
            && BatchJson.WriteUtf8(record.Spec).AsSpan().SequenceEqual(BatchJson.WriteUtf8(Resolved(plan)));
        var reference = _reader.Views.ReferenceOf(record, null);
        if (!isSame)
        {
            throw new BatchException(
                BatchErrorCode.Conflict,
                $"Submission id {plan.SubmissionId} was used for another job, {reference}: its spec differs. Use another id, or leave it out.")
            {
                Resource = reference.ToString(), Provider = _services.Provider.Name,
            };
        }

        return await _reader.ShowAsync(record, cancellationToken).ConfigureAwait(false) ?? throw Resilience.CallErrors.JobNotFound(reference, _services.Provider.Name);
    }
}
