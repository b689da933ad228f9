using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>The children of an array by state, from the counts the service keeps with the job. Tasks that are not made yet are in none of them.</summary>
internal static class ArrayCounts
{
    /// <param name="job">The job.</param>
    /// <param name="facts">What does not change about it.</param>
    /// <param name="state">Its own state.</param>
    /// <param name="cancelled">Of tasks that failed, how many were called off with the job.</param>
    public static JobStateCounts Of(JobResource job, JobFacts facts, JobState state, int cancelled)
    {
        var counts = new Dictionary<JobState, int>();
        var left = facts.Tasks;
        foreach (var pair in job.Status?.TaskGroups?.Values.SelectMany(group => group.Counts ?? new Dictionary<string, long>()) ?? [])
        {
            var count = (int)Math.Min(left, Math.Max(0, pair.Value));
            left -= count;
            var own = NativeStates.OfTask(pair.Key);

            // Of a job that has ended, no task waits or runs any more, whatever the counts still say.
            Add(counts, state.IsTerminal() && !own.IsTerminal() ? Missing(state) : own, count);
        }

        // A job that succeeded or failed before its first task has no counts; nor has one that is new.
        Add(counts, state.IsTerminal() ? left == facts.Tasks && state == JobState.Failed ? JobState.Failed : Missing(state) : state < JobState.Running ? state : JobState.Queued, left);
        var off = Math.Min(cancelled, counts.TryGetValue(JobState.Failed, out var failed) ? failed : 0);
        Add(counts, JobState.Failed, -off);
        Add(counts, JobState.Cancelled, off);
        return new JobStateCounts(counts);
    }

    // What the counts do not say of a job that has ended.
    private static JobState Missing(JobState state) => state == JobState.Succeeded ? JobState.Succeeded : JobState.Cancelled;

    private static void Add(Dictionary<JobState, int> counts, JobState state, int count) =>
        counts[state] = (counts.TryGetValue(state, out var before) ? before : 0) + count;
}
