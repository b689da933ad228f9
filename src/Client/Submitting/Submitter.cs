using Microsoft.Extensions.Logging;
using MultiBatch.Planning;
using MultiBatch.Resilience;
using MultiBatch.Submissions;
using MultiBatch.Telemetry;

namespace MultiBatch.Submitting;

/// <summary>
/// Submits a batch: plans, sends, and settles whatever a lost reply leaves open. No submit is lost and none leaves two jobs behind:
/// only what is known not to be there is sent again.
/// </summary>
internal sealed class Submitter(ClientServices services, CallSlots slots)
{
    private readonly ILogger _logger = services.CreateLogger("MultiBatch.Submitting");
    private readonly Settler _settler = new(services, slots);

    private string Provider => services.Provider.Name;

    /// <summary>
    /// Submits items, no more than the provider takes in one call. Each ends with an outcome; one without was cancelled with nothing
    /// left behind.
    /// </summary>
    public async Task SubmitAsync(IReadOnlyList<SubmitItem> items, PlanSession session, CancellationToken cancellationToken)
    {
        using var scope = new SettlingScope(services.Clock, services.Options.CancellationGrace, cancellationToken);
        var pending = new List<SubmitItem>(items.Count);
        foreach (var item in items)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (await PrepareAsync(item, session, scope, cancellationToken).ConfigureAwait(false))
            {
                pending.Add(item);
            }
        }

        var settleTime = session.Capabilities.Rates.SettleTime;
        await Task.WhenAll(pending.Where(item => item.MayExist).Select(item => FindEarlierAsync(item, settleTime, cancellationToken))).ConfigureAwait(false);
        for (var round = 1; ; round++)
        {
            pending.RemoveAll(item => item.Outcome is not null || (cancellationToken.IsCancellationRequested && item.Resume is null));
            if (pending.Count == 0)
            {
                return;
            }

            await SendAsync(pending, settleTime, scope, cancellationToken).ConfigureAwait(false);
            pending.RemoveAll(item => item.Outcome is not null);
            await PauseAsync(round, pending, scope, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Plans an item. False when that decided it: rejected, held, or failed.</summary>
    private async Task<bool> PrepareAsync(SubmitItem item, PlanSession session, SettlingScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var planned = await services.Planner.PlanAsync(
                new PlanInput { Spec = item.Linked ?? item.Spec, SubmissionId = item.Id, RestartOf = item.RestartOf, RestartIndexes = item.RestartIndexes, Start = item.Start },
                session, cancellationToken).ConfigureAwait(false);
            item.Plan = planned.Plan;
            if (planned.Rejection() is { } rejection)
            {
                End(item, rejection);
            }
            else if (planned.Plan.IsHeld)
            {
                await HoldAsync(item, scope.LookUpToken).ConfigureAwait(false);
            }
            else if (item is { MayExist: true, Start: null } && services.MayHold(session.Capabilities)
                && await services.Held.FindSubmissionAsync(planned.Plan, cancellationToken).ConfigureAwait(false) is { } held)
            {
                item.Succeed(services.Jobs.Observe(held));
                Count(item, "found");
            }
        }
        catch (BatchException error)
        {
            End(item, error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        return item.Outcome is null;
    }

    private async Task HoldAsync(SubmitItem item, CancellationToken cancellationToken)
    {
        if (item.AllowHeld)
        {
            if (item.MayExist && await FindUnheldAsync(item, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            item.Succeed(services.Jobs.Observe(await services.Held.CreateAsync(item.Plan!, item.MayExist, cancellationToken).ConfigureAwait(false)));
            Count(item, "held");
            return;
        }

        End(item, new BatchException(
            BatchErrorCode.Unsupported,
            $"{Provider} cannot do this by itself ({item.Plan!.HeldReason}): the job would be held and start only while a client runs. Wait for it (--wait), or allow it to be held (AllowHeld, --allow-held) and supervise held jobs.")
        {
            Provider = Provider,
        });
    }

    /// <summary>Whether the id of a job to be held was used for one that was not: then it is that one, or another job.</summary>
    private async Task<bool> FindUnheldAsync(SubmitItem item, CancellationToken cancellationToken)
    {
        if (await services.Held.FindSubmissionAsync(item.Plan!, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        // One look: a submit that nobody repeats at this very moment has shown long ago.
        var (lookup, error) = await _settler.LookUpAsync(item.Key(), TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        if (error is not null)
        {
            End(item, error);
        }
        else if (lookup.Status == SubmissionStatus.Found)
        {
            await AdoptAsync(item, lookup, cancellationToken).ConfigureAwait(false);
        }

        return item.Outcome is not null;
    }

    /// <summary>Looks up what an earlier submit with the same id left.</summary>
    private async Task FindEarlierAsync(SubmitItem item, TimeSpan settleTime, CancellationToken cancellationToken)
    {
        try
        {
            var (lookup, error) = await _settler.LookUpAsync(item.Key(), settleTime, cancellationToken).ConfigureAwait(false);
            if (lookup.Status == SubmissionStatus.Inconclusive && error is not null)
            {
                // Nothing was sent, but something may be there: only a look-up that works can tell.
                End(item, error);
                return;
            }

            // Seeing nothing for the whole settle time is the best a service without submit tokens can say.
            item.MayHaveTwin = lookup.Status == SubmissionStatus.Inconclusive;
            item.Resume = lookup.Status == SubmissionStatus.Partial ? lookup : null;
            if (lookup.Status == SubmissionStatus.Found)
            {
                await AdoptAsync(item, lookup, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (BatchException error)
        {
            End(item, error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nothing was sent by us; the item ends without an outcome.
        }
    }

    /// <summary>Sends a batch once and settles it.</summary>
    private async Task SendAsync(List<SubmitItem> batch, TimeSpan settleTime, SettlingScope scope, CancellationToken cancellationToken)
    {
        IReadOnlyList<SubmitResult> results;
        try
        {
            // Until here nothing has been sent in this round, and the caller may still step back.
            var turn = batch.Exists(item => item.Resume is not null) ? scope.LookUpToken : cancellationToken;
            using var slot = await slots.EnterAsync(turn).ConfigureAwait(false);
            await services.Calls.WaitForTurnAsync(CallKind.Once, ProviderOperation.Submit, turn).ConfigureAwait(false);
            foreach (var item in batch)
            {
                item.Sends++;
                item.BeganAt ??= services.Clock.GetTimestamp();
            }

            results = await CallAsync(
                batch.ConvertAll(item => new ProviderSubmission { Plan = item.Plan!.ProviderPlan!, Key = item.Key(), Resume = item.Resume }),
                scope.SendToken).ConfigureAwait(false);
        }
        catch (BatchException error)
        {
            batch.ForEach(item => Retry(item, error, isCertain: false));
            return;
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(GiveUp);
            return;
        }

        await Task.WhenAll(batch.Select((item, index) => JudgeAsync(item, results[index], settleTime, scope))).ConfigureAwait(false);
    }

    /// <summary>One result per submission, whatever happens to the call.</summary>
    private async Task<IReadOnlyList<SubmitResult>> CallAsync(List<ProviderSubmission> submissions, CancellationToken cancellationToken)
    {
        BatchException error;
        try
        {
            var results = await services.Calls.CallAsync(
                CallKind.Once, ProviderOperation.Submit,
                static (s, token) => s.Provider.SubmitAsync(s.submissions, token), (services.Provider, submissions), cancellationToken).ConfigureAwait(false);
            if (results.Count == submissions.Count)
            {
                foreach (var result in results.Where(result => result.Error is not null))
                {
                    services.Calls.NoteError(CallKind.Once, result.Error!);
                }

                return results;
            }

            error = new BatchException(BatchErrorCode.Provider, $"{Provider} gave {results.Count} results for {submissions.Count} submits.")
            {
                Effect = BatchEffect.Unknown, Provider = Provider,
            };
        }
        catch (BatchException failed)
        {
            error = failed;
        }
        catch (OperationCanceledException cancelled)
        {
            error = CallErrors.From(cancelled, CallKind.Once, Provider, ProviderOperation.Submit, null);
        }

        return submissions.ConvertAll(submission => SubmitResult.Failed(submission.Key.Id, error));
    }

    /// <summary>Ends an item, or leaves it open because it is certain that it may be sent again.</summary>
    private async Task JudgeAsync(SubmitItem item, SubmitResult result, TimeSpan settleTime, SettlingScope scope)
    {
        await DecideAsync(item, result, settleTime, scope).ConfigureAwait(false);
        if (item is { MayHaveTwin: true, Sends: > 1, Outcome.Job: { } job })
        {
            services.LateDuplicates.Expect(item.Key(), job.Reference, settleTime);
        }
    }

    private async Task DecideAsync(SubmitItem item, SubmitResult result, TimeSpan settleTime, SettlingScope scope)
    {
        try
        {
            if (result.Job is { } job)
            {
                await AcceptAsync(item, job, scope.LookUpToken).ConfigureAwait(false);
            }
            else if (result.Error!.Effect == BatchEffect.None && result.Error.Code != BatchErrorCode.AlreadyExists)
            {
                Retry(item, result.Error, isCertain: false);
            }
            else
            {
                await SettleAsync(item, result.Error, settleTime, scope.LookUpToken).ConfigureAwait(false);
            }
        }
        catch (BatchException error)
        {
            End(item, CallErrors.SubmissionUnknown(item.Id, Provider, error.Message, error));
        }
        catch (OperationCanceledException cancelled)
        {
            End(item, CallErrors.SubmissionUnknown(
                item.Id, Provider, $"the submit was cancelled, and {DurationText.Format(services.Options.CancellationGrace)} were not enough to find out.", cancelled));
        }
    }

    private async Task AcceptAsync(SubmitItem item, Jobs.Job job, CancellationToken cancellationToken)
    {
        if (item.MayHaveTwin)
        {
            var (lookup, _) = await _settler.LookUpAsync(item.Key(), TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            if (lookup is { Status: SubmissionStatus.Found, Job: { } found })
            {
                // What was accepted just now may not be listed yet: beside an older job it is the duplicate.
                lookup = found.Reference.Id == job.Reference.Id || lookup.Duplicates.Any(duplicate => duplicate.Reference.Id == job.Reference.Id)
                    ? lookup
                    : lookup with { Duplicates = [.. lookup.Duplicates, job] };
                if (lookup.Duplicates.Count > 0)
                {
                    await AdoptAsync(item, lookup, cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
        }

        item.Succeed(services.Jobs.Observe(job));
        Count(item, "accepted");
    }

    private async Task SettleAsync(SubmitItem item, BatchException cause, TimeSpan settleTime, CancellationToken cancellationToken)
    {
        ClientLog.Settling(_logger, item.Id.ToString(), cause.Code, cause.Message);
        var (lookup, error) = await _settler.LookUpAsync(item.Key(), settleTime, cancellationToken).ConfigureAwait(false);
        switch (lookup.Status)
        {
            case SubmissionStatus.Inconclusive when cause.Effect == BatchEffect.None:
                End(item, cause);
                break;
            case SubmissionStatus.Inconclusive:
                End(item, CallErrors.SubmissionUnknown(item.Id, Provider, $"its reply was lost ({cause.Message}), and looking it up gave no answer{(error is null ? "." : $" ({error.Message}).")}", error ?? cause));
                break;
            case SubmissionStatus.Absent when cause.Code == BatchErrorCode.AlreadyExists:
                End(item, cause);
                break;
            case SubmissionStatus.Absent:
                item.Resume = null;
                // A service that needs time to show a job may need longer than it says.
                item.MayHaveTwin = settleTime > TimeSpan.Zero;
                Retry(item, CallErrors.WithoutEffect(cause), isCertain: true);
                break;
            case SubmissionStatus.Partial:
                item.Resume = lookup;
                Retry(item, cause, isCertain: true);
                break;
            default:
                await AdoptAsync(item, lookup, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task AdoptAsync(SubmitItem item, SubmissionLookup lookup, CancellationToken cancellationToken)
    {
        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        await _settler.AdoptAsync(item, lookup, cancellationToken).ConfigureAwait(false);
        Count(item, "found");
    }

    /// <summary>Leaves an item open for the next round, or ends it.</summary>
    /// <param name="item">The item: nothing of it is there, or a part to be completed.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="isCertain">True when a look-up said what is there: then it is worth another send, whatever the error says of itself.</param>
    private void Retry(SubmitItem item, BatchException error, bool isCertain)
    {
        if (item.Sends < services.Options.Retry.MaxAttempts && (isCertain || services.Calls.Backoff.IsWorthWaiting(error)))
        {
            item.RetryAfter = error.RetryAfter <= services.Options.Retry.MaxRetryAfter ? error.RetryAfter : null;
            return;
        }

        End(item, item.Resume is null ? error : CallErrors.SubmissionUnknown(
            item.Id, Provider, $"a part of the job is there, and the rest could not be submitted ({error.Message}).", error));
    }

    private void GiveUp(SubmitItem item)
    {
        if (item.Resume is not null)
        {
            End(item, CallErrors.SubmissionUnknown(item.Id, Provider, "a part of the job is there, and the submit was cancelled before the rest was.", null));
        }
    }

    /// <summary>Waits before the next round; less when the caller cancels, as what is not begun ends then.</summary>
    private async Task PauseAsync(int round, List<SubmitItem> pending, SettlingScope scope, CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
        {
            return;
        }

        var delay = services.Calls.Backoff.After(round, pending.Max(item => item.RetryAfter));
        ClientLog.SendingAgain(_logger, pending.Count, delay);
        ClientMeter.Retries.Add(pending.Count, ClientMeter.Tags(Provider, ProviderOperation.Submit));
        try
        {
            await Pause.ForAsync(delay, services.Clock, pending.Exists(item => item.Resume is not null) ? scope.LookUpToken : cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            pending.ForEach(GiveUp);
        }
    }

    private void End(SubmitItem item, BatchException error)
    {
        item.Fail(error);
        Count(item, null);
    }

    private void Count(SubmitItem item, string? success)
    {
        var outcome = item.Outcome!.Error is not { } error ? success!
            : error.Code == BatchErrorCode.SubmissionUnknown ? "unknown"
            : item.Sends == 0 ? "rejected" : "failed";
        ClientMeter.SubmittedJobs.Add(1, ClientMeter.Outcome(Provider, outcome));
        if (item.BeganAt is { } began)
        {
            ClientMeter.SubmitDuration.Record(services.Clock.GetElapsedTime(began).TotalSeconds, ClientMeter.Outcome(Provider, outcome));
        }
    }
}
