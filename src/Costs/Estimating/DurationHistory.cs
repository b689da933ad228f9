using MultiBatch.Jobs;

namespace MultiBatch.Costs.Estimating;

/// <summary>Learns durations from jobs that ran.</summary>
public static class DurationHistory
{
    /// <summary>How long the attempts that succeeded ran; null when none did.</summary>
    /// <param name="jobs">Jobs and children of the same definition or name; the caller chooses which.</param>
    public static DurationEstimate? Of(IEnumerable<Job> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var times = jobs
            .SelectMany(job => job.Attempts)
            .Where(attempt => attempt.State == JobState.Succeeded && attempt.StartedAt is not null && attempt.EndedAt > attempt.StartedAt)
            .Select(attempt => attempt.EndedAt!.Value - attempt.StartedAt!.Value)
            .OrderBy(time => time)
            .ToList();
        return times.Count == 0 ? null : new DurationEstimate
        {
            Median = times[times.Count / 2],
            Low = times[times.Count / 10],
            High = times[Math.Min(times.Count - 1, times.Count * 9 / 10)],
            Samples = times.Count,
        };
    }
}
