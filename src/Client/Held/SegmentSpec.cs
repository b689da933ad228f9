using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>The specs of the service's jobs that a held job becomes.</summary>
internal static class SegmentSpec
{
    /// <summary>What ends a segment on spot, so that the client moves the job on.</summary>
    public static IReadOnlyList<JobCause> Reclaims { get; } = [JobCause.Preempted, JobCause.HostLost];

    /// <summary>Whether a spec gets a rule of ours in front of its own, as only then the service would repeat an attempt that was taken back.</summary>
    public static bool AddsRule(PurchaseKind? purchase, int? attempts) => purchase == PurchaseKind.Spot && attempts > 1;

    /// <summary>The spec of one segment: nothing is waited for, and bought in one way.</summary>
    /// <param name="spec">The held job's.</param>
    /// <param name="purchase">How the segment is bought; null to leave it as it is.</param>
    /// <param name="attempts">The attempts that are left; null when the policy has no number.</param>
    public static JobSpec Of(JobSpec spec, PurchaseKind? purchase, int? attempts)
    {
        var segment = spec.DependsOn is null ? spec : spec with { DependsOn = null };
        if (purchase is null)
        {
            return segment;
        }

        segment = segment with { Purchase = purchase == PurchaseKind.Spot ? Purchase.Spot : Purchase.OnDemand };
        if (spec.Attempts is null)
        {
            return segment;
        }

        return segment with
        {
            Attempts = spec.Attempts with
            {
                Max = attempts ?? spec.Attempts.Max,
                Rules = AddsRule(purchase, attempts)
                    ? [new AttemptRule { Causes = Reclaims, Action = AttemptAction.Fail }, .. spec.Attempts.Rules ?? []]
                    : spec.Attempts.Rules,
            },
        };
    }

    /// <summary>Whether an attempt, job or child ended because its machine was taken away.</summary>
    public static bool IsReclaimed(Job job) => job.State == JobState.Failed && job.Cause is { } cause && Reclaims.Contains(cause);
}
