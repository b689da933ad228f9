using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Attempts, timeout, priority, purchase, and what the service has no word for.</summary>
internal static class PolicyFields
{
    public static void Plan(JobSpec spec, PlanFacts facts, bool hasPrelude, JobDraft draft, DispositionList list)
    {
        PlanAttempts(spec.Attempts, hasPrelude, draft, list);
        PlanTimeout(spec, draft, list);
        PlanPriority(spec, facts, draft, list);
        PlanPurchase(spec, facts, list);
        if (list.IsOpen(SpecPointers.Exclusive))
        {
            list.Add(spec.Exclusive == true
                ? FieldDisposition.Rejected(SpecPointers.Exclusive, AwsReasons.Exclusive, "ask for all of a machine's vCPUs, in an environment with one type")
                : FieldDisposition.Honored(SpecPointers.Exclusive));
        }
    }

    private static void PlanAttempts(AttemptPolicy? policy, bool hasPrelude, JobDraft draft, DispositionList list)
    {
        if (policy is null)
        {
            return;
        }

        var entries = new List<EvaluateOnExit>();
        for (var place = 0; place < policy.Rules?.Count; place++)
        {
            var rule = policy.Rules[place];
            var item = SpecPointers.Item(SpecPointers.AttemptRules, place);
            if (RetryMapper.Entries(rule, hasPrelude, out var problem) is { } made)
            {
                entries.AddRange(made);
                if (list.IsOpen(item + "/causes"))
                {
                    list.Add(FieldDisposition.Honored(item + "/causes", NoteOn(rule.Causes!)));
                }
            }
            else
            {
                list.RejectIfSet(item + "/causes", problem!, "a rule by exit code", AwsSources.EvaluateOnExit);
            }

            if (entries.Count > RetryMapper.MostEntries)
            {
                list.Add(FieldDisposition.Rejected(
                    item + "/action",
                    $"with this rule there are {entries.Count} conditions (one for each exit code and each of the service's texts); the service takes {RetryMapper.MostEntries}",
                    "fewer exit codes, or the opposite rules with another otherwise", AwsSources.RetryStrategy));
            }

            list.Honor(item + "/exitCodes", item + "/action");
        }

        if (policy.Otherwise == AttemptAction.Fail)
        {
            entries.Add(RetryMapper.Otherwise);
        }

        if (list.IsOpen(SpecPointers.AttemptOtherwise))
        {
            list.Add(entries.Count > RetryMapper.MostEntries && list.IsAccepted
                ? FieldDisposition.Rejected(
                    SpecPointers.AttemptOtherwise, $"as a condition of its own it is the {entries.Count}th; the service takes {RetryMapper.MostEntries}", "one rule less", AwsSources.RetryStrategy)
                : FieldDisposition.Honored(SpecPointers.AttemptOtherwise));
        }

        list.Honor(SpecPointers.MaxAttempts);
        var attempts = policy.Max ?? 1;
        draft.Retries = new RetryStrategy { Attempts = attempts, EvaluateOnExit = attempts > 1 && entries.Count > 0 ? entries : null };
    }

    private static string? NoteOn(IReadOnlyList<JobCause> causes) =>
        causes.Contains(JobCause.Preempted) != causes.Contains(JobCause.HostLost) && (causes.Contains(JobCause.Preempted) || causes.Contains(JobCause.HostLost))
            ? "the service has the same words for a reclaimed and for a lost EC2 machine: both match"
            : causes.Contains(JobCause.ExitCode) ? "any exit code but 0 matches, that of a signal too" : null;

    private static void PlanTimeout(JobSpec spec, JobDraft draft, DispositionList list)
    {
        if (spec.Timeout is not { } timeout)
        {
            return;
        }

        var used = TimeSpan.FromSeconds(Math.Min(int.MaxValue, Math.Max(AwsLimits.ShortestTimeout.TotalSeconds, Math.Ceiling(timeout.TotalSeconds))));
        draft.TimeoutSeconds = (int)used.TotalSeconds;
        list.Add(used == timeout
            ? FieldDisposition.Honored(SpecPointers.Timeout)
            : FieldDisposition.Rounded(
                SpecPointers.Timeout, DurationText.Format(timeout), DurationText.Format(used), "the service counts whole seconds, at least 60", AwsSources.Timeout));
    }

    private static void PlanPriority(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        draft.ShareIdentifier = draft.Native.ShareIdentifier;
        if (facts.Queue?.HasSchedulingPolicy == true)
        {
            // On such a queue every job has to belong to a share.
            draft.ShareIdentifier ??= facts.Options.ShareIdentifier ?? "default";
        }

        if (!list.IsOpen(SpecPointers.Priority))
        {
            return;
        }

        if (spec.Priority is 0 && facts.Queue?.HasSchedulingPolicy != true)
        {
            list.Add(FieldDisposition.Honored(SpecPointers.Priority, "first come, first served"));
            return;
        }

        list.Add(facts.Queue switch
        {
            null => FieldDisposition.Unverified(SpecPointers.Priority, "the queue has to be read: it needs a scheduling policy"),
            { HasSchedulingPolicy: false } queue => FieldDisposition.Rejected(
                SpecPointers.Priority, $"queue '{queue.Name}' has no scheduling policy: it serves first come first, whatever a job's priority",
                "another queue of higher priority, or a queue with schedulingPolicy", AwsSources.Scheduling),
            _ => FieldDisposition.Honored(SpecPointers.Priority, $"within share '{draft.ShareIdentifier}'"),
        });
        draft.Priority = spec.Priority;
    }

    private static void PlanPurchase(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        if (spec.Purchase is not { } purchase)
        {
            return;
        }

        if (purchase.Kind == PurchaseKind.SpotThenOnDemand)
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.Purchase, "only a client that runs moves a job from spot to on demand", "spot, with attempts"));
            return;
        }

        if (facts.Queue is not { } queue)
        {
            list.Add(FieldDisposition.Unverified(SpecPointers.Purchase, "the queue's environments have to be read: how machines are bought is theirs to say"));
            return;
        }

        var known = queue.Environments.Where(environment => environment.Kind != EnvironmentKind.Unmanaged).ToList();
        var other = known.Find(environment => environment.Purchase != purchase.Kind);
        list.Add(known.Count == 0 ? FieldDisposition.Unverified(SpecPointers.Purchase, "the machines are not the service's to buy")
            : other is null ? FieldDisposition.Honored(SpecPointers.Purchase, "as the queue's environments are bought")
            : FieldDisposition.Rejected(
                SpecPointers.Purchase, $"environment '{other.Name}' of queue '{queue.Name}' is bought {(other.Purchase == PurchaseKind.Spot ? "on spot" : "on demand")}",
                $"a queue whose environments are all {purchase}", AwsSources.Environments));
    }
}
