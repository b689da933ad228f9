using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>Leads jobs from their submission to their end: states, dependencies, arrays. Belongs to the state's lock.</summary>
internal sealed class JobFlow
{
    private readonly Queue<JobEntry> _ended = new();
    private readonly BatchState _state;
    private readonly Agenda _agenda;
    private readonly EmulatorClock _clock;
    private readonly AwsEmulatorOptions _options;
    private readonly EmulatorQuirks _quirks;
    private bool _isSettling;

    public JobFlow(BatchState state, Agenda agenda, EmulatorClock clock, AwsEmulatorOptions options, EmulatorQuirks quirks)
    {
        _state = state;
        _agenda = agenda;
        _clock = clock;
        _options = options;
        _quirks = quirks;
    }

    /// <summary>Told when a job could start, or room has been made.</summary>
    public required Action RoomChanged { get; init; }

    /// <summary>Ends an attempt that starts or runs.</summary>
    public required Action<JobEntry, AttemptStop> StopAttempt { get; init; }

    /// <summary>Takes a job that has been submitted.</summary>
    public void Accept(JobEntry job)
    {
        var now = _clock.Now;
        job.Become(JobStatus.Submitted, now);
        foreach (var child in job.Children ?? [])
        {
            child.Become(JobStatus.Submitted, now);
        }

        _agenda.After(_clock.Scale(_options.Delays.Submitted), () => Release(job));
    }

    /// <summary>Makes one job wait for another one.</summary>
    /// <returns>False when the predecessor has failed already: the job can never run.</returns>
    public bool Link(JobEntry job, JobEntry predecessor)
    {
        if (predecessor.Status.HasEnded())
        {
            return predecessor.Status == JobStatus.Succeeded || !_quirks.IsOn(AwsQuirks.DependentFails);
        }

        job.Unmet++;
        (predecessor.Dependents ??= []).Add(job);
        return true;
    }

    /// <summary>Ends a job that cannot run because of a predecessor.</summary>
    public void FailForDependency(JobEntry job)
    {
        foreach (var target in job.Children ?? [job])
        {
            if (!target.Status.HasEnded())
            {
                End(target, JobStatus.Failed, StatusReasons.DependencyFailed);
            }
        }
    }

    public void MakeRunnable(JobEntry job)
    {
        var now = _clock.Now;
        job.Become(JobStatus.Runnable, now);
        job.RunnableSince = now;
        job.StatusReason = null;
        job.Queue.Ready.Add(job);
        RoomChanged();
    }

    /// <summary>An attempt of a job has begun to start or to run.</summary>
    public void Advance(JobEntry job, JobStatus status)
    {
        var now = _clock.Now;
        job.Become(status, now);
        if (job.Parent is not { } parent)
        {
            return;
        }

        if (status == JobStatus.Running)
        {
            parent.StartedAt ??= now;
        }

        if (!_quirks.IsOn(AwsQuirks.ParentStaysPending) && parent.Status < status)
        {
            parent.Become(status, now);
        }
    }

    public void End(JobEntry job, JobStatus status, string? reason)
    {
        if (job.Queue.Ready.Remove(job))
        {
            // It may have kept others waiting.
            RoomChanged();
        }

        job.Become(status, _clock.Now);
        job.StoppedAt = _clock.Now;
        job.StatusReason = reason;
        _ended.Enqueue(job);
        if (!_isSettling)
        {
            Settle();
        }
    }

    /// <summary>Ends a job, in whatever state it is.</summary>
    public void Terminate(JobEntry job, string reason)
    {
        if (job.Children is { } children)
        {
            job.IsTerminated |= !job.Status.HasEnded();
            Array.ForEach(children, child => Terminate(child, reason));
        }
        else if (job.Current is not null)
        {
            StopAttempt(job, new AttemptStop(AttemptStopKind.Terminated, reason));
        }
        else
        {
            CancelWaiting(job, reason);
        }
    }

    /// <summary>Ends a job that does not start or run yet.</summary>
    public void Cancel(JobEntry job, string reason)
    {
        if (job.Children is { } children)
        {
            job.IsCancelled |= !job.Status.HasEnded();
            Array.ForEach(children, child => Cancel(child, reason));
        }
        else if (job.Current is null)
        {
            CancelWaiting(job, reason);
        }
        else if (!_quirks.IsOn(AwsQuirks.CancelRunningDoesNothing))
        {
            StopAttempt(job, new AttemptStop(AttemptStopKind.Terminated, reason));
        }
    }

    private void CancelWaiting(JobEntry job, string reason)
    {
        if (!job.Status.HasEnded())
        {
            job.IsCancelled = true;
            End(job, JobStatus.Failed, reason);
        }
    }

    private void Release(JobEntry job)
    {
        if (job.Status != JobStatus.Submitted)
        {
            return;
        }

        var now = _clock.Now;
        if (job.Children is { } children)
        {
            job.Become(JobStatus.Pending, now);
            foreach (var child in children.Where(child => child.Status == JobStatus.Submitted))
            {
                if (job.Unmet + child.Unmet > 0)
                {
                    child.Become(JobStatus.Pending, now);
                }
                else
                {
                    MakeRunnable(child);
                }
            }
        }
        else if (job.Unmet > 0)
        {
            job.Become(JobStatus.Pending, now);
        }
        else
        {
            MakeRunnable(job);
        }
    }

    /// <summary>Does what follows from ends, one after the other: a chain of ten thousand children is a loop, not a recursion.</summary>
    private void Settle()
    {
        _isSettling = true;
        while (_ended.TryDequeue(out var job))
        {
            foreach (var dependent in job.Dependents ?? [])
            {
                Meet(dependent, job.Status == JobStatus.Succeeded || !_quirks.IsOn(AwsQuirks.DependentFails));
            }

            job.Dependents = null;
            if (job.Parent is { } parent)
            {
                EndParent(parent);
            }
            else
            {
                _agenda.After(_clock.Scale(_options.JobHistory), () => Forget(job));
            }
        }

        _isSettling = false;
    }

    private void Meet(JobEntry job, bool isMet)
    {
        if (job.Status.HasEnded())
        {
            return;
        }

        if (!isMet)
        {
            FailForDependency(job);
            return;
        }

        job.Unmet--;
        foreach (var target in job.Children ?? [job])
        {
            if (target.Status == JobStatus.Pending && target.Unmet == 0 && (target.Parent?.Unmet ?? 0) == 0)
            {
                MakeRunnable(target);
            }
        }
    }

    private void EndParent(JobEntry parent)
    {
        var ended = parent.Summary[(int)JobStatus.Succeeded] + parent.Summary[(int)JobStatus.Failed];
        if (ended == parent.Children!.Length && !parent.Status.HasEnded())
        {
            var isFailed = parent.Summary[(int)JobStatus.Failed] > 0;
            var neverRan = isFailed && parent.Children.All(child => child.StatusReason == StatusReasons.DependencyFailed);
            End(
                parent,
                isFailed ? JobStatus.Failed : JobStatus.Succeeded,
                !isFailed ? null
                    : neverRan ? StatusReasons.DependencyFailed
                    : parent.IsTerminated || parent.IsCancelled ? parent.Children.First(child => child.Status == JobStatus.Failed).StatusReason
                    : StatusReasons.ChildFailed);
        }
    }

    private void Forget(JobEntry job)
    {
        _state.Jobs.Remove(job.Id);
        job.Queue.Jobs.Remove(job);
    }
}
