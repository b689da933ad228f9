using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Execution;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Leads tasks from their addition to their end, and round again. Belongs to the state's lock.</summary>
internal sealed class TaskFlow
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly AzureContext _context;

    public TaskFlow(AzureContext context) => _context = context;

    /// <summary>Takes a task that has been added.</summary>
    /// <param name="task">The task.</param>
    /// <param name="predecessors">The ids of the tasks it depends on.</param>
    public void Accept(TaskEntry task, IEnumerable<string> predecessors)
    {
        var job = task.Job;
        job.Tasks.Add(task.Id, task);
        job.InOrder.Add(task);
        job.Unfinished++;
        task.Become(new TaskFacts { Phase = TaskPhase.Active, Since = task.CreatedAt }, _context.Now);
        foreach (var id in predecessors.Distinct(_context.State.Ids))
        {
            var predecessor = job.Tasks.GetValueOrDefault(id);
            if (predecessor?.Facts.Phase != TaskPhase.Completed || !ExitRules.Satisfies(predecessor))
            {
                task.Unmet++;
                if (!job.Waiting.TryGetValue(id, out var waiting))
                {
                    job.Waiting.Add(id, waiting = []);
                }

                waiting.Add(task);
            }
        }

        Offer(task);
    }

    /// <summary>Ends a task.</summary>
    public void Terminate(TaskEntry task)
    {
        task.Modified = _context.Now;
        if (task.Current is not null)
        {
            _context.Runs.Stop(task, RunStop.Terminated);
        }
        else
        {
            task.Job.Ready.Remove(task);
            Complete(task, null, TaskFailure.OfEnd);
        }
    }

    /// <summary>Makes a task that failed wait for a node again.</summary>
    public void Reactivate(TaskEntry task)
    {
        var now = _context.Now;
        task.Modified = now;
        task.Job.Unfinished++;
        var facts = task.Facts.To(TaskPhase.Active, now);
        task.Become(_context.Quirks.IsOn(AzureQuirks.ReactivationForgets)
            ? facts with { StartedAt = null, EndedAt = null, ExitCode = null, Failure = null, Retries = 0, RetriedAt = null, Node = null }
            : facts, now);
        Offer(task);
    }

    /// <summary>Takes a task out of its job.</summary>
    public void Delete(TaskEntry task)
    {
        var job = task.Job;
        var node = task.Facts.Node;
        task.IsDeleted = true;
        job.Ready.Remove(task);
        job.Tasks.Remove(task.Id);
        job.InOrder.Remove(task);
        job.Unfinished -= task.Facts.Phase == TaskPhase.Completed ? 0 : 1;
        if (task.Current is not null)
        {
            _context.Runs.Stop(task, RunStop.Deleted);
        }

        if (node is { IsGone: false })
        {
            _ = PrivateFolder.DeleteAsync(NodeFolders.OfTask(node, job, task.Id));
        }

        _context.Jobs.TaskEnded(job);
    }

    /// <summary>Makes a task wait for another node.</summary>
    /// <param name="task">The task.</param>
    /// <param name="isCounted">Whether that is counted.</param>
    public void Requeue(TaskEntry task, bool isCounted)
    {
        var now = _context.Now;
        var facts = task.Facts.To(TaskPhase.Active, now) with { StartedAt = null, ExitCode = null, Node = null };
        task.Become(isCounted ? facts with { Requeues = facts.Requeues + 1, RequeuedAt = now } : facts, now);
        Offer(task);
    }

    /// <summary>A task has come to its end.</summary>
    public void Complete(TaskEntry task, int? exitCode, TaskFailure? failure)
    {
        var now = _context.Now;
        var job = task.Job;
        var facts = task.Facts.To(TaskPhase.Completed, now) with { EndedAt = now, ExitCode = exitCode, Failure = failure };
        task.Become(facts, now);
        if (!_context.Quirks.IsOn(AzureQuirks.TagIgnoresStates))
        {
            task.Modified = now;
        }

        job.Unfinished--;
        if (facts.Node is { } node && _context.Clock.Scale(task.Retention) < LongestTimer)
        {
            _context.After(task.Retention, () => CleanUp(task, facts, node));
        }

        Release(task);
        ActOn(task);
        _context.Jobs.TaskEnded(job, task);
    }

    private void Offer(TaskEntry task)
    {
        if (task.IsReady && !task.Job.IsEnding)
        {
            task.Job.Ready.Add(task);
            _context.Dispatcher.Request();
        }
    }

    /// <summary>Lets those run that waited for a task.</summary>
    private void Release(TaskEntry task)
    {
        var isSatisfied = ExitRules.Satisfies(task);
        if ((!isSatisfied && _context.Quirks.IsOn(AzureQuirks.BlockedForEver)) || !task.Job.Waiting.Remove(task.Id, out var waiting))
        {
            return;
        }

        foreach (var dependent in waiting.Where(dependent => dependent.Facts.Phase == TaskPhase.Active && !dependent.IsDeleted))
        {
            if (isSatisfied)
            {
                dependent.Unmet--;
                Offer(dependent);
            }
            else
            {
                Complete(dependent, null, new TaskFailure { Code = "TaskDependencyFailed", Message = "A task that this one depends on has failed" });
            }
        }
    }

    private void ActOn(TaskEntry task)
    {
        if (!task.Job.ActsOnFailure || task.Job.Phase is not (JobPhase.Active or JobPhase.Enabling))
        {
            return;
        }

        switch (ExitRules.JobAction(task))
        {
            case "terminate":
                _context.Jobs.Terminate(task.Job, "TaskFailed");
                break;
            case "disable":
                _context.Jobs.Disable(task.Job, DeallocationOption.Requeue);
                break;
        }
    }

    private void CleanUp(TaskEntry task, TaskFacts facts, NodeEntry node)
    {
        if (task.Facts == facts && !node.IsGone)
        {
            task.IsCleaned = true;
            _ = PrivateFolder.DeleteAsync(NodeFolders.OfTask(node, task.Job, task.Id));
        }
    }
}
