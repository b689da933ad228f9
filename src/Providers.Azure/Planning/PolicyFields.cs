using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Attempts, timeout, priority, purchase, and what the service has no word for.</summary>
internal static class PolicyFields
{
    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        PlanAttempts(spec.Attempts, facts, draft, list);
        if (spec.Timeout is { } timeout)
        {
            draft.MaxWallClockTime = WireDuration.Write(timeout);
            list.Add(FieldDisposition.Honored(SpecPointers.Timeout));
        }

        if (list.IsOpen(SpecPointers.Priority))
        {
            list.Add(spec.Priority == 0
                ? FieldDisposition.Honored(SpecPointers.Priority, "first come, first served")
                : FieldDisposition.Rejected(SpecPointers.Priority, AzureReasons.Priority, "another queue, of another priority, on the same environment", AzureSources.Jobs));
        }

        PlanPurchase(spec, facts.Pool, list);
        if (list.IsOpen(SpecPointers.Exclusive))
        {
            list.Add(spec.Exclusive != true ? FieldDisposition.Honored(SpecPointers.Exclusive)
                : facts.Pool is null ? FieldDisposition.Unverified(SpecPointers.Exclusive, "the pool has to be read: the job takes all slots of a node")
                : FieldDisposition.Honored(SpecPointers.Exclusive, $"all {facts.Pool.Slots} task slots of a node"));
        }

        list.RejectIfSet(SpecPointers.IdentityTask, AzureReasons.Identity, "give the pool an identity through the management plane; its tasks have it then", AzureSources.Identity);
        list.RejectIfSet(SpecPointers.IdentityExecution, "nothing is started under an identity of its own here", "leave it out", AzureSources.Identity);
        list.RejectIfSet(SpecPointers.ArrayParallelism, AzureReasons.Parallelism, "a smaller pool, or more resources for each task", AzureSources.Slots);
    }

    private static void PlanAttempts(AttemptPolicy? policy, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        if (policy is null)
        {
            return;
        }

        list.ForEachBelow(SpecPointers.AttemptRules, pointer => FieldDisposition.Rejected(pointer, AzureReasons.RetryRules, "attempts.max alone", AzureSources.Tasks));
        var never = policy.Otherwise == AttemptAction.Fail;
        draft.RetryCount = never ? 0 : Math.Max(0, (policy.Max ?? 1) - 1);
        var spot = facts.Pool is { HasSpot: true } ? "attempts after a pre-emption are not counted" : null;
        if (list.IsOpen(SpecPointers.MaxAttempts))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.MaxAttempts, never && policy.Max > 1 ? "never used: otherwise is fail" : spot));
        }

        list.Honor(SpecPointers.AttemptOtherwise);
    }

    private static void PlanPurchase(JobSpec spec, PoolFacts? pool, DispositionList list)
    {
        if (spec.Purchase is not { } purchase)
        {
            return;
        }

        if (purchase.Kind == PurchaseKind.SpotThenOnDemand)
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.Purchase, AzureReasons.SpotThenOnDemand, "an environment with spot and dedicated nodes (native.azure)", AzureSources.Spot));
            return;
        }

        list.Add(pool is null ? FieldDisposition.Unverified(SpecPointers.Purchase, "the pool has to be read: how nodes are bought is its to say")
            : pool.HasSpot && pool.HasDedicated ? FieldDisposition.Rejected(
                SpecPointers.Purchase, $"'{pool.Id}' has spot and dedicated nodes, and the service places a task on either", "a queue whose environment has one kind", AzureSources.Spot)
            : (purchase.Kind == PurchaseKind.Spot ? pool.HasSpot : !pool.HasSpot) ? FieldDisposition.Honored(SpecPointers.Purchase, "as the pool's nodes are bought")
            : FieldDisposition.Rejected(
                SpecPointers.Purchase, $"the nodes of '{pool.Id}' are bought {(pool.HasSpot ? "on spot" : "on demand")}", $"a queue whose environment is {purchase}", AzureSources.Spot));
    }
}
