using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Attempts, timeout and priority.</summary>
internal static class PolicyFields
{
    public static void Plan(JobSpec spec, JobQueueSpec? queue, JobDraft draft, DispositionList list)
    {
        PlanAttempts(spec.Attempts, draft, list);
        draft.MaxRunDuration = spec.Timeout;
        list.Honor(SpecPointers.Timeout);
        draft.Priority = spec.Priority ?? (queue?.Priority is { } ofQueue ? Priorities.OfQueue(ofQueue) : null);
        if (list.IsOpen(SpecPointers.Priority))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.Priority, queue?.Priority is > 0 ? "in place of the queue's" : null));
        }
        else if (draft.Priority is > 0 and var priority)
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.Priority, priority.ToString(System.Globalization.CultureInfo.InvariantCulture), "the queue's, scaled to 0..99"));
        }
    }

    private static void PlanAttempts(AttemptPolicy? policy, JobDraft draft, DispositionList list)
    {
        if (policy is null)
        {
            return;
        }

        for (var place = 0; place < policy.Rules?.Count; place++)
        {
            var rule = policy.Rules[place];
            var item = SpecPointers.Item(SpecPointers.AttemptRules, place);
            var unknown = rule.Causes?.Where(cause => !RetryMapper.IsKnown(cause)).ToList();
            var never = rule.Action == AttemptAction.Retry ? rule.Causes?.Where(RetryMapper.IsNeverTriedAgain).ToList() : null;
            if (unknown is { Count: > 0 })
            {
                list.RejectIfSet(item + "/causes", $"the service has no code for {unknown[0]}, which a rule could match", "a rule by exit code", GoogleSources.ReservedCodes);
            }
            else if (never is { Count: > 0 })
            {
                list.RejectIfSet(item + "/causes", $"{never[0]} is never tried again", "leave it out", GoogleSources.Ours);
            }

            list.Honor(item + "/causes", item + "/exitCodes", item + "/action");
        }

        var attempts = policy.Max ?? 1;
        var policies = attempts > 1 ? RetryMapper.Policies(policy) : [];
        draft.MaxRetries = policies.Count > 0 ? attempts - 1 : 0;
        draft.Policies = policies.Count > 0 ? policies : null;
        list.Honor(SpecPointers.AttemptOtherwise);
        if (list.IsOpen(SpecPointers.MaxAttempts))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.MaxAttempts, attempts > 1 ? "one budget for every kind of end; the service tells of the last attempt only" : null));
        }
    }
}
