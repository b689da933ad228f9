using MultiBatch.Jobs;

namespace MultiBatch.Listing;

/// <summary>
/// What this client has seen of jobs lately, so that a stale reply never shows one going back. Bounded in number and age: replies are
/// stale for seconds, and what is forgotten was seen long enough ago. Thread-safe.
/// </summary>
internal sealed class SeenJobs(TimeProvider clock)
{
    private const int GenerationSize = 16_384;
    private static readonly TimeSpan GenerationAge = TimeSpan.FromMinutes(2);

    private readonly object _lock = new();
    private Dictionary<JobReference, Job> _young = [];
    private Dictionary<JobReference, Job> _old = [];
    private long _began = clock.GetTimestamp();

    /// <summary>The later of what is reported now and what was seen before.</summary>
    public Job Observe(Job job)
    {
        lock (_lock)
        {
            Age();
            var seen = Find(job.Reference);
            if (seen is not null && IsStale(job, seen))
            {
                return seen;
            }

            // Unknown is shown as it is but orders nothing: what was known before stays the mark.
            if (job.State != JobState.Unknown)
            {
                _young[job.Reference] = job;
            }

            return job;
        }
    }

    /// <summary>Whether a reply is older than what has been seen of the job already.</summary>
    public static bool IsStale(Job job, Job seen)
    {
        if (job.State == JobState.Unknown || seen.State == JobState.Unknown)
        {
            return seen.State.IsTerminal() && job.Run <= seen.Run;
        }

        var order = job.Progress.CompareTo(seen.Progress);
        return order < 0 || (order == 0 && job.Children is { } now && seen.Children is { } before && now.Terminal < before.Terminal);
    }

    private Job? Find(JobReference reference)
    {
        if (_young.TryGetValue(reference, out var job))
        {
            return job;
        }

        if (_old.TryGetValue(reference, out job))
        {
            _young[reference] = job;
        }

        return job;
    }

    private void Age()
    {
        if (_young.Count >= GenerationSize || (_young.Count > 0 && clock.GetElapsedTime(_began) > GenerationAge))
        {
            _old = _young;
            _young = [];
            _began = clock.GetTimestamp();
        }
    }
}
