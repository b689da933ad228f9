using Microsoft.Extensions.Logging;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Resilience;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.Telemetry;

namespace MultiBatch.Held;

/// <summary>
/// Starts held jobs that are claimed. A claim is written before anything is sent, so that whoever comes later knows that something may be
/// there; and every start of a segment, by whomever, goes out under the same submission id, so that a client that slept through its lease
/// cannot make a second job.
/// </summary>
internal sealed class HeldStarter(ClientServices services, HeldStore store, string owner)
{
    private readonly ILogger _logger = services.CreateLogger("MultiBatch.Held");

    public string Owner => owner;

    public HeldLease NewLease() => new() { Owner = owner, Until = services.Clock.GetUtcNow() + HeldLease.Length };

    /// <summary>Starts jobs, no more than the provider takes in one call. When cancelled, what is under way is settled first.</summary>
    public async Task<IReadOnlyList<HeldStep>> StartAsync(IReadOnlyList<HeldClaim> claims, CancellationToken cancellationToken)
    {
        var items = claims.Select(NewItem).ToList();
        BatchException? error = null;
        using (var renewal = new LeaseRenewal(services, store, claims))
        {
            try
            {
                using var slots = new CallSlots(services.Options.MaxConcurrentCalls);
                var session = await PlanSession.BeginAsync(services, PlanMode.Connected, cancellationToken).ConfigureAwait(false);
                await new Submitter(services, slots).SubmitAsync(items, session, cancellationToken).ConfigureAwait(false);
            }
            catch (BatchException failed)
            {
                error = failed;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Items without an outcome were not sent.
            }
            finally
            {
                await renewal.StopAsync().ConfigureAwait(false);
            }
        }

        var steps = new List<HeldStep>(claims.Count);
        for (var index = 0; index < claims.Count; index++)
        {
            // Whatever the caller's token says: what is known now has to be written down.
            steps.Add(await FinishAsync(claims[index], items[index].Outcome, error).ConfigureAwait(false));
        }

        return steps;
    }

    /// <summary>Ends a job that was stopped while its start was under way with a client that is gone: a job that is there is stopped.</summary>
    public async Task<HeldStep> SettleStoppedAsync(HeldEntry entry, CancellationToken cancellationToken)
    {
        var record = entry.Record;
        using var slots = new CallSlots(1);
        var settleTime = (await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates.SettleTime;
        var (lookup, error) = await new Settler(services, slots).LookUpAsync(KeyOf(record), settleTime, cancellationToken).ConfigureAwait(false);
        if (lookup.Job is { } job)
        {
            return await RecordAsync(new HeldClaim(entry, true), job.Reference).ConfigureAwait(false);
        }

        return error is not null ? HeldStep.Later(record.SubmissionId, error) : await EndAsync(entry, Stopped(record)).ConfigureAwait(false);
    }

    /// <summary>The end of a job that was stopped before the service had it.</summary>
    public HeldEnd Stopped(HeldRecord record) => new()
    {
        State = JobState.Cancelled, Cause = JobCause.Stopped, Reason = record.StopReason!, At = services.Clock.GetUtcNow(),
    };

    /// <summary>Writes that a job ended without the service, or without anything more to run.</summary>
    public async Task<HeldStep> EndAsync(HeldEntry entry, HeldEnd end)
    {
        var record = entry.Record with { End = end, Lease = null };
        return await store.TryEndAsync(entry, record, CancellationToken.None).ConfigureAwait(false)
            ? HeldStep.Done(new HeldEntry(record, null))
            : HeldStep.ReadAgain(record.SubmissionId);
    }

    private static SubmissionKey KeyOf(HeldRecord record) => new()
    {
        Id = HeldStore.SegmentId(record.SubmissionId, record.Last!.Number),
        JobName = record.Spec.Name!,
        Queue = record.Spec.Queue!,
        ArraySize = record.Last.Indexes?.Count ?? record.ArraySize,
        Segment = SegmentOf(record),
    };

    private static JobSegment? SegmentOf(HeldRecord record) => record.Last!.Purchase is not { } purchase ? null : new JobSegment
    {
        Submission = HeldStore.SegmentId(record.SubmissionId, 1),
        Number = record.Last.Number,
        Purchase = purchase,
        AttemptsBefore = record.Last.AttemptsBefore?.Max() ?? 0,
    };

    private static SubmitItem NewItem(HeldClaim claim)
    {
        var record = claim.Entry.Record;
        var segment = record.Last!;
        return new SubmitItem
        {
            Spec = SegmentSpec.Of(record.Spec, segment.Purchase, segment.AttemptsLeft),
            Id = HeldStore.SegmentId(record.SubmissionId, segment.Number),
            MayExist = claim.MayBeThere,
            AllowHeld = true,
            RestartOf = record.RestartOf,
            RestartIndexes = segment.Indexes?.Select(index => record.RestartIndexes?[index] ?? index).ToList() ?? record.RestartIndexes,
            Start = new HeldStart { Segment = SegmentOf(record) },
        };
    }

    private async Task<HeldStep> FinishAsync(HeldClaim claim, SubmitOutcome? outcome, BatchException? failed)
    {
        try
        {
            if (outcome?.Job is { } job)
            {
                return await RecordAsync(claim, job.Reference).ConfigureAwait(false);
            }

            if ((outcome?.Error ?? failed) is not { } error)
            {
                await GiveBackAsync(claim, mayBeThere: claim.MayBeThere).ConfigureAwait(false);
                return HeldStep.ReadAgain(claim.Id);
            }

            ClientLog.HeldStartFailed(_logger, claim.Id, error.Code, error.Message);
            var mayBeThere = claim.MayBeThere || error.Code == BatchErrorCode.SubmissionUnknown || error.Effect != BatchEffect.None;
            if (mayBeThere || IsPassing(error))
            {
                await GiveBackAsync(claim, mayBeThere).ConfigureAwait(false);
                return IsOfCaller(error) ? HeldStep.Failed(claim.Id, error) : HeldStep.Later(claim.Id, error);
            }

            // The service will never take it: that is the job's end, as it would be of a job that could not be submitted.
            return await EndAsync(claim.Entry, new HeldEnd
            {
                State = JobState.Failed, Cause = JobCause.StartError, Reason = $"it could not be started: {error.Message}", At = services.Clock.GetUtcNow(),
            }).ConfigureAwait(false);
        }
        catch (BatchException error)
        {
            // The catalogue is out of order; the lease runs out, and the start is settled by whoever comes next.
            return HeldStep.Later(claim.Id, error);
        }
    }

    /// <summary>Whether an error is about who asks, not about the job: another client may well do it.</summary>
    public static bool IsOfCaller(BatchException error) => error.Code is BatchErrorCode.Unauthenticated or BatchErrorCode.PermissionDenied;

    private static bool IsPassing(BatchException error) =>
        error.IsTransient || IsOfCaller(error)
        || error.Code is BatchErrorCode.QuotaExceeded or BatchErrorCode.NoCapacity or BatchErrorCode.Throttled or BatchErrorCode.Timeout or BatchErrorCode.Unavailable;

    private async Task GiveBackAsync(HeldClaim claim, bool mayBeThere)
    {
        var record = claim.Entry.Record;
        var last = record.Last!;
        var given = record with { Lease = null };

        // Only what certainly was not sent is taken back; otherwise the next client has to look it up.
        if (!mayBeThere)
        {
            given = given with { Segments = [.. record.Segments.Take(record.Segments.Count - 1)], RuledOut = last.Number == 1 ? null : record.RuledOut };
            if (given.Last is { } before)
            {
                given = given.WithLast(before with { Left = null, StartedAt = null });
            }
        }

        await store.TryPutAsync(claim.Entry, given, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Writes down which job a start led to.</summary>
    private async Task<HeldStep> RecordAsync(HeldClaim claim, JobReference job)
    {
        var entry = claim.Entry;
        var number = entry.Record.Last!.Number;
        while (true)
        {
            var record = entry.Record;
            var segment = record.Segments.FirstOrDefault(candidate => candidate.Number == number);
            if (record.End is not null || segment is null || (segment.Job is { } other && other != job))
            {
                // Ended, given back or settled otherwise by somebody who could not know of this one.
                await services.Stopper.StopServiceJobAsync(job, "its start was overtaken by another client", CancellationToken.None).ConfigureAwait(false);
                return HeldStep.ReadAgain(claim.Id);
            }

            if (segment.Job is not null)
            {
                return HeldStep.ReadAgain(claim.Id);
            }

            var started = record.WithLast(segment with { Job = job }) with { Lease = null };
            if (await WriteAsync(entry, started).ConfigureAwait(false) is { } written)
            {
                ClientLog.HeldStarted(_logger, claim.Id, job);
                if (started.StopReason is { } reason)
                {
                    await services.Stopper.StopServiceJobAsync(job, reason, CancellationToken.None).ConfigureAwait(false);
                }

                return HeldStep.Done(written);
            }

            if (await store.FindAsync(claim.Id, CancellationToken.None, fresh: true).ConfigureAwait(false) is not { } newest)
            {
                return HeldStep.ReadAgain(claim.Id);
            }

            entry = newest;
        }
    }

    private async Task<HeldEntry?> WriteAsync(HeldEntry entry, HeldRecord record) =>
        !record.IsOver ? await store.TryPutAsync(entry, record, CancellationToken.None).ConfigureAwait(false)
        : await store.TryEndAsync(entry, record, CancellationToken.None).ConfigureAwait(false) ? new HeldEntry(record, null)
        : null;
}
