using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// Queues of jobs that a client moves from spot to on demand: how machines are bought is the environment's to say here, so the on-demand part of
/// such a job goes to another queue, <c>name--od</c>.
/// </summary>
internal static class QueueNames
{
    public const string OnDemandSuffix = "--od";

    /// <summary>The native queue of a portable one.</summary>
    public static string Native(string queue, JobSegment? segment) =>
        segment?.Purchase == PurchaseKind.OnDemand ? queue + OnDemandSuffix : queue;

    /// <summary>The portable queue of a native one, for a job that is a segment of another.</summary>
    public static string Portable(string native, bool isSegment) =>
        isSegment && native.EndsWith(OnDemandSuffix, StringComparison.Ordinal) ? native.Substring(0, native.Length - OnDemandSuffix.Length) : native;
}
