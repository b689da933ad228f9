using MultiBatch.Jobs;
using MultiBatch.Resilience;

namespace MultiBatch.Held;

/// <summary>Takes held jobs whose turn has come a step further: decides, claims, starts.</summary>
internal sealed class HeldStepper(ClientServices services, HeldStore store, HeldReader reader, DependencyJudge judge)
{
    private const int ClaimDegree = 8;

    private readonly HeldStarter _starter = new(services, store, Guid.NewGuid().ToString("N"));
    private volatile int _batchSize = 1;

    public string Owner => _starter.Owner;

    /// <summary>How many jobs go into one call; known after the first step.</summary>
    public int BatchSize => _batchSize;

    /// <summary>A step of each job. Never throws what a job's own step can say.</summary>
    public async Task<IReadOnlyList<HeldStep>> StepAsync(IReadOnlyList<HeldTurn> jobs, CancellationToken cancellationToken)
    {
        var outcomes = await InParallel.SelectAsync(jobs, ClaimDegree, TryClaimAsync, cancellationToken).ConfigureAwait(false);
        var steps = outcomes.Where(outcome => outcome.Step is not null).Select(outcome => outcome.Step!).ToList();
        var claims = outcomes.Where(outcome => outcome.Claim is not null).Select(outcome => outcome.Claim!).ToList();
        if (claims.Count > 0)
        {
            steps.AddRange(await _starter.StartAsync(claims, cancellationToken).ConfigureAwait(false));
        }

        return steps;
    }

    /// <summary>Learns how many jobs go into one call.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken) =>
        _batchSize = Math.Max(1, (await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates.SubmitBatchSize);

    private async Task<(HeldClaim? Claim, HeldStep? Step)> TryClaimAsync(HeldTurn job, CancellationToken cancellationToken)
    {
        try
        {
            return await ClaimAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error)
        {
            return (null, HeldStarter.IsOfCaller(error) ? HeldStep.Failed(job.Id, error) : HeldStep.Later(job.Id, error));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (null, HeldStep.ReadAgain(job.Id));
        }
    }

    private async Task<(HeldClaim? Claim, HeldStep? Step)> ClaimAsync(HeldTurn job, CancellationToken cancellationToken)
    {
        var (entry, record) = (job.Entry, job.Entry.Record);
        if (record.IsStarting)
        {
            return record.StopReason is not null
                ? (null, await _starter.SettleStoppedAsync(entry, cancellationToken).ConfigureAwait(false))
                : await ClaimAsync(entry, record, mayBeThere: true, cancellationToken).ConfigureAwait(false);
        }

        return record.IsWaiting
            ? await ClaimFirstAsync(entry, job.Ends, cancellationToken).ConfigureAwait(false)
            : await ClaimNextAsync(entry, job.Ends[record.Last!.Job!], cancellationToken).ConfigureAwait(false);
    }

    private async Task<(HeldClaim? Claim, HeldStep? Step)> ClaimFirstAsync(
        HeldEntry entry, IReadOnlyDictionary<JobReference, Job?> ends, CancellationToken cancellationToken)
    {
        var record = entry.Record;
        if (await store.FindOverAsync(record.SubmissionId, cancellationToken).ConfigureAwait(false) is not null)
        {
            // Written by a submit that was repeated just while the job got over: it is there already.
            await store.DropAsync(entry, cancellationToken).ConfigureAwait(false);
            return (null, HeldStep.ReadAgain(record.SubmissionId));
        }

        var ruledOut = record.Spec.DependsOn?
            .Where(dependency => ends.ContainsKey(judge.WatchedFor(dependency)))
            .Select(dependency => DependencyJudge.RuledOutBy(dependency, ends[judge.WatchedFor(dependency)]))
            .FirstOrDefault(reason => reason is not null);
        var verdict = ruledOut is not null
            ? new DependencyVerdict { RuledOutBecause = ruledOut }
            : await judge.JudgeAsync(record, ends, cancellationToken).ConfigureAwait(false);
        if (verdict.RuledOutBecause is { } reason)
        {
            return (null, await _starter.EndAsync(entry, new HeldEnd
            {
                State = JobState.Cancelled, Cause = JobCause.DependencyFailed, Reason = reason, At = services.Clock.GetUtcNow(),
            }).ConfigureAwait(false));
        }

        var first = new HeldSegment
        {
            Number = 1,
            SubmissionId = record.SubmissionId,
            Purchase = record.NextPurchase,
            Indexes = verdict.Indexes,
            AttemptsLeft = record.Spec.Attempts?.Max,
            BegunAt = services.Clock.GetUtcNow(),
        };
        return await ClaimAsync(entry, record with { Segments = [first], RuledOut = verdict.RuledOut }, mayBeThere: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at how a segment ended: what was taken back goes on to the next one, everything else is what the job ended as.</summary>
    private async Task<(HeldClaim? Claim, HeldStep? Step)> ClaimNextAsync(HeldEntry entry, Job? job, CancellationToken cancellationToken)
    {
        var record = entry.Record;
        var reclaimed = job is not { State: JobState.Failed } ? []
            : record.ArraySize is not null ? await reader.FindReclaimedAsync(record, job, cancellationToken).ConfigureAwait(false)
            : SegmentSpec.IsReclaimed(job) ? [OfSingle(record, job)]
            : [];
        if (reclaimed.Count == 0)
        {
            var complete = record with { IsComplete = true };
            return (null, await store.TryEndAsync(entry, complete, cancellationToken).ConfigureAwait(false)
                ? HeldStep.Done(new HeldEntry(complete, null))
                : HeldStep.ReadAgain(record.SubmissionId));
        }

        var last = record.Last!;
        var next = new HeldSegment
        {
            Number = last.Number + 1,
            SubmissionId = HeldStore.SegmentId(record.SubmissionId, last.Number + 1).ToString(),
            Purchase = record.NextPurchase,
            Indexes = record.ArraySize is null ? null : [.. reclaimed.Select(child => child.Index)],
            AttemptsBefore = [.. reclaimed.Select(child => child.Attempts)],

            // An attempt that was taken back does not count against the policy; those before it in the segment had failed by themselves.
            AttemptsLeft = last.AttemptsLeft is { } left ? Math.Max(1, left - reclaimed.Max(child => child.AttemptsHere - 1)) : null,
            BegunAt = services.Clock.GetUtcNow(),
        };
        var ended = last with { StartedAt = job!.StartedAt, Left = record.ArraySize is null ? null : Left(job, reclaimed.Count) };
        return await ClaimAsync(entry, record.WithLast(ended) with { Segments = [.. record.WithLast(ended).Segments, next] }, mayBeThere: false, cancellationToken)
            .ConfigureAwait(false);
    }

    private static ReclaimedChild OfSingle(HeldRecord record, Job job) => new()
    {
        Index = 0,
        Attempts = (record.Last!.AttemptsBefore?[0] ?? 0) + Math.Max(1, job.Attempt),
        AttemptsHere = Math.Max(1, job.Attempt),
    };

    private static JobStateCounts? Left(Job job, int reclaimed) => job.Children is not { } children ? null : new JobStateCounts(
        children.Select(pair => new KeyValuePair<JobState, int>(pair.Key, pair.Key == JobState.Failed ? pair.Value - reclaimed : pair.Value)));

    private async Task<(HeldClaim? Claim, HeldStep? Step)> ClaimAsync(
        HeldEntry entry, HeldRecord record, bool mayBeThere, CancellationToken cancellationToken) =>
        await store.TryPutAsync(entry, record with { Lease = _starter.NewLease() }, cancellationToken).ConfigureAwait(false) is { } claimed
            ? (new HeldClaim(claimed, mayBeThere), null)
            : (null, HeldStep.ReadAgain(record.SubmissionId));
}
