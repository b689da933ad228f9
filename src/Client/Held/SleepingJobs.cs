namespace MultiBatch.Held;

/// <summary>Held jobs that are looked at again at a certain time: after a failure, ever later, or when another client's lease may be over.</summary>
internal sealed class SleepingJobs(TimeProvider clock)
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    private readonly HashSet<SupervisedJob> _jobs = [];

    /// <summary>When the first of them wakes; null when none sleeps.</summary>
    public DateTimeOffset? NextWake => _jobs.Count == 0 ? null : _jobs.Min(job => job.WakeAt);

    public void Sleep(SupervisedJob job, DateTimeOffset until)
    {
        job.WakeAt = until;
        _jobs.Add(job);
    }

    /// <summary>Lets a job that failed for the moment sleep: two seconds, then twice as long each time, up to five minutes.</summary>
    public void Delay(SupervisedJob job)
    {
        var delay = TimeSpan.FromTicks(ShortestDelay.Ticks << Math.Min(job.Failures++, 10));
        Sleep(job, clock.GetUtcNow() + (delay < LongestDelay ? delay : LongestDelay));
    }

    public void Remove(SupervisedJob job)
    {
        job.WakeAt = null;
        _jobs.Remove(job);
    }

    /// <summary>Those whose time has come; they sleep no more.</summary>
    public List<SupervisedJob> Wake()
    {
        var now = clock.GetUtcNow();
        var woken = _jobs.Where(job => job.WakeAt <= now).ToList();
        woken.ForEach(Remove);
        return woken;
    }
}
