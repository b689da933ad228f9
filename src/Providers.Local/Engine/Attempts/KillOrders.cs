using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>
/// Ends attempts: first the reason reaches the disk, then the task is asked to end, and killed with all its processes when the grace is over.
/// Belongs to the loop.
/// </summary>
internal sealed class KillOrders
{
    private readonly EngineCore _core;
    private readonly Func<JobEntry, int, LiveAttempt?> _find;

    /// <param name="core">The engine.</param>
    /// <param name="find">Finds the attempt of a task that starts or runs.</param>
    public KillOrders(EngineCore core, Func<JobEntry, int, LiveAttempt?> find)
    {
        _core = core;
        _find = find;
    }

    /// <summary>Orders tasks that start or run to be ended. A first order stands: its reason is kept.</summary>
    public void Order(JobEntry job, IEnumerable<int> indexes, JobCause cause, string reason)
    {
        var tasks = IndexRanges.Of(indexes.Where(index => _find(job, index)?.Facts is { KillCause: null }));
        if (tasks.Count == 0)
        {
            return;
        }

        _core.Commit(new StateChange { KillOrdered = new KillOrdered { Job = job.Number, Tasks = tasks, Cause = cause, Reason = reason } });
        _core.WhenDurable(() =>
        {
            _core.Reach(EnginePoint.KillDurable);
            foreach (var index in tasks)
            {
                // One that is only about to start is seen to when it has.
                if (_find(job, index) is { Process: not null, Facts.KillCause: not null } attempt)
                {
                    Signal(attempt);
                }
            }
        });
    }

    /// <summary>Sends what an order, which is durable by now, is about.</summary>
    public void Signal(LiveAttempt attempt)
    {
        if (attempt.IsSignalled || _find(attempt.Job, attempt.Index) != attempt)
        {
            return;
        }

        var process = attempt.Process!;
        attempt.IsSignalled = true;
        attempt.Next?.Cancel();
        if (process.Terminate() && _core.Options.StopGrace > TimeSpan.Zero)
        {
            attempt.Next = _core.Deadlines.After(_core.Options.StopGrace, process.Kill);
        }
        else
        {
            process.Kill();
        }
    }
}
