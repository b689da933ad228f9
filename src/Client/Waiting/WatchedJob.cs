using MultiBatch.Jobs;

namespace MultiBatch.Waiting;

/// <summary>A job being watched, and when it is looked at next. Guarded by the poller's lock.</summary>
internal sealed class WatchedJob(JobReference reference)
{
    // Half as long again each time nothing happened: a job of an hour is looked at some dozen times before the longest interval is reached.
    private const double Growth = 1.5;

    public JobReference Reference { get; } = reference;

    public List<IJobWatcher> Watchers { get; } = [];

    public Job? Last { get; private set; }

    /// <summary>When the next look is due, in the poller's time.</summary>
    public TimeSpan Due { get; set; }

    public TimeSpan Interval { get; private set; }

    /// <summary>Since when the service has not known the job; null while it does.</summary>
    public TimeSpan? MissingSince { get; private set; }

    /// <summary>True while a call for it is under way.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>Takes a reply. True when there is something to tell.</summary>
    public bool Update(Job job)
    {
        MissingSince = null;
        if (Last is not null && (job.State == JobState.Unknown || Listing.SeenJobs.IsStale(job, Last)))
        {
            return false;
        }

        var isNews = Last is null || Last.Progress != job.Progress || !Equals(Last.Children, job.Children)
            || Last.NativeState != job.NativeState || Last.Reason != job.Reason || Last.IsHeld != job.IsHeld;
        Last = job;
        return isNews;
    }

    /// <summary>Takes a reply that does not know the job. Returns for how long that has been so.</summary>
    public TimeSpan Miss(TimeSpan now) => now - (MissingSince ??= now);

    /// <summary>Sets the next look: soon after news, ever later without.</summary>
    public void Schedule(TimeSpan now, bool isNews, TimeSpan shortest, TimeSpan longest, double jitter)
    {
        var grown = TimeSpan.FromTicks((long)(Interval.Ticks * Growth));
        Interval = isNews || grown < shortest ? shortest : grown > longest ? longest : grown;
        Due = now + TimeSpan.FromTicks((long)(Interval.Ticks * jitter));
    }
}
