using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Dependencies;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>Stops tasks in whatever state they are. Belongs to the loop.</summary>
internal sealed class StopCommand
{
    private const int LongestReason = 1024;

    private readonly EngineCore _core;
    private readonly AttemptRunner _runner;
    private readonly SecretVault _secrets;
    private readonly DependencyCascade _cascade;

    public StopCommand(EngineCore core, AttemptRunner runner, SecretVault secrets, DependencyCascade cascade)
    {
        _core = core;
        _runner = runner;
        _secrets = secrets;
        _cascade = cascade;
    }

    /// <summary>Stops a job, an array or one child; what has ended is left alone.</summary>
    /// <exception cref="BatchException">There is no such job.</exception>
    public void Stop(JobReference reference, string reason)
    {
        var (job, index) = JobLookup.Get(_core.State, reference);
        Stop(job, index is { } one ? [one] : Enumerable.Range(0, job.Tasks.Length), reason);
    }

    /// <summary>Stops those of the tasks that have not ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="indexes">The tasks, in order.</param>
    /// <param name="reason">Why.</param>
    public void Stop(JobEntry job, IEnumerable<int> indexes, string reason)
    {
        reason = reason.Length > LongestReason ? reason.Substring(0, LongestReason) : reason;
        var waiting = new List<int>();
        var running = new List<int>();
        foreach (var index in indexes)
        {
            switch (job.Tasks[index].State)
            {
                case JobState.Blocked or JobState.Queued:
                    waiting.Add(index);
                    break;
                case JobState.Starting or JobState.Running:
                    running.Add(index);
                    break;
            }
        }

        if (running.Count > 0)
        {
            _runner.Kills.Order(job, running, JobCause.Stopped, reason);
        }

        if (waiting.Count == 0)
        {
            return;
        }

        _core.Commit(new StateChange
        {
            Cancelled = new TasksCancelled
            {
                Job = job.Number,
                Tasks = IndexRanges.Of(waiting),
                Time = Clock.ToStored(_core.Now),
                Cause = JobCause.Stopped,
                Reason = reason,
            },
        });
        _cascade.TasksEnded(job, waiting);
        if (job.HasEnded)
        {
            _secrets.Forget(job.Key);
        }
    }
}
