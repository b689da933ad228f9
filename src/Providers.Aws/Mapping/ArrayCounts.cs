using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// The children of one native array, by state. The service's summary lags behind and calls what was stopped FAILED; it never says less than the size
/// in the end.
/// </summary>
internal static class ArrayCounts
{
    /// <param name="parent">The native array.</param>
    /// <param name="cancelled">How many of those that the summary calls FAILED were called off; 0 while that is not known.</param>
    public static IEnumerable<KeyValuePair<JobState, int>> Of(JobDetail parent, int cancelled)
    {
        var size = parent.ArrayProperties?.Size ?? 0;
        var summary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in parent.ArrayProperties?.StatusSummary ?? new Dictionary<string, int>())
        {
            summary[pair.Key] = pair.Value;
        }

        if (NativeStatus.IsEnd(parent.Status))
        {
            // The parent ends last: by then every child has, and what did not succeed has failed.
            var succeeded = parent.Status == NativeStatus.Succeeded ? size : Math.Min(size, Of(summary, NativeStatus.Succeeded));
            var failed = size - succeeded;
            yield return new(JobState.Succeeded, succeeded);
            yield return new(JobState.Cancelled, Math.Min(failed, cancelled));
            yield return new(JobState.Failed, Math.Max(0, failed - cancelled));
            yield break;
        }

        var known = 0;
        foreach (var status in NativeStatus.All)
        {
            var count = Math.Min(size - known, Of(summary, status));
            known += count;
            yield return new(NativeStatus.ToState(status), count);
        }

        // Children that are not made yet wait with their parent.
        yield return new(parent.Status == NativeStatus.Pending && known == 0 ? JobState.Blocked : JobState.Submitted, size - known);
    }

    private static int Of(Dictionary<string, int> summary, string status) => summary.TryGetValue(status, out var count) ? Math.Max(0, count) : 0;
}
