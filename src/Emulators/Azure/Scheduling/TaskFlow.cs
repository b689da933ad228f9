using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Files;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Leads tasks from a node to their end, and round again. Belongs to the state's lock, which calls of the runner take first.</summary>
internal sealed class TaskFlow
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly AzureContext _context;
    private readonly CommandRunner _commands;
    private readonly FileTransfer _transfer;

    public TaskFlow(AzureContext context, CommandRunner commands, FileTransfer transfer)
    {
        _context = context;
        _commands = commands;
        _transfer = transfer;
    }

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

    /// <summary>Gives a task to a node.</summary>
    public void Start(TaskEntry task, NodeEntry node)
    {
        task.Job.Ready.Remove(task);
        _context.State.BusyProcesses++;
        node.UsedSlots += task.Slots;
        node.Tasks.Add(task);
        task.Job.Running++;
        var run = new RunEntry { Node = node };
        task.Current = run;
        task.Become(task.Facts.To(TaskPhase.Preparing, _context.Now) with { Node = node }, _context.Now);
        _context.Nodes.ShowWork(node);
        run.Next = _context.After(_context.Delays.Preparing, () => _context.Jobs.Prepare(task.Job, node, isGood => Launch(task, run, isGood)));
    }

    /// <summary>Ends a run from outside.</summary>
    public void Stop(TaskEntry task, RunStop stop)
    {
        if (task.Current is not { } run || (run.Stop is not null && stop != RunStop.Deleted))
        {
            return;
        }

        run.Stop = stop;
        run.Next?.Cancel();
        run.Reclaim?.Cancel();
        if (run.Process is { } process)
        {
            _commands.Stop(process);
        }
        else if (!run.IsStaging)
        {
            Finish(task, run, null, null);
        }
    }

    /// <summary>Ends a task.</summary>
    public void Terminate(TaskEntry task)
    {
        task.Modified = _context.Now;
        if (task.Current is not null)
        {
            Stop(task, RunStop.Terminated);
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
            Stop(task, RunStop.Deleted);
        }

        if (node is { IsGone: false })
        {
            _ = PrivateFolder.DeleteAsync(NodeFolders.OfTask(node, job, task.Id));
        }

        _context.Jobs.TaskEnded(job);
    }

    private void Offer(TaskEntry task)
    {
        // One that needs more than a node has is never looked at again.
        if (task.IsReady && !task.Job.IsEnding)
        {
            task.Job.Ready.Add(task);
            _context.Dispatcher.Request();
        }
    }

    private void Launch(TaskEntry task, RunEntry run, bool isPrepared)
    {
        if (task.Current != run || run.Stop is not null)
        {
            return;
        }

        var spec = (JsonObject)JsonNode.Parse(task.Spec)!;
        var folder = NodeFolders.OfTask(run.Node, task.Job, task.Id);
        if (!isPrepared)
        {
            Finish(task, run, null, new TaskFailure { Code = "JobPreparationTaskFailed", Message = "The job preparation task has failed on the node", IsBeforeStart = true });
            return;
        }

        if (spec.Object("containerSettings")?.Text("imageName") is { } image && _context.Faults.Of(FaultKind.ImagePull, image) is { } fault)
        {
            Finish(task, run, null, new TaskFailure
            {
                Code = "ContainerInvalidSettings",
                Message = fault.Reason ?? "One or more container images cannot be pulled",
                IsBeforeStart = true,
                Details = [("Message", $"The image {image} cannot be pulled")],
            });
            return;
        }

        CommandRunner.MakeFolder(folder);
        if (spec.List("resourceFiles") is not { Count: > 0 } files)
        {
            Begin(task, run, spec, folder);
            return;
        }

        run.IsStaging = true;
        _ = Task.Run(async () =>
        {
            var failure = await _transfer.FetchAsync(files.OfType<JsonObject>().ToList(), Path.Combine(folder, CommandRunner.WorkingFolder)).ConfigureAwait(false);
            lock (_context.State.Sync)
            {
                run.IsStaging = false;
                if (run.Stop is not null || failure is not null)
                {
                    Finish(task, run, null, failure);
                }
                else
                {
                    Begin(task, run, spec, folder);
                }
            }
        });
    }

    private void Begin(TaskEntry task, RunEntry run, JsonObject spec, string folder)
    {
        if (_commands.Problem(task.CommandLine, folder) is { } problem)
        {
            Finish(task, run, null, problem);
            return;
        }

        var variables = TaskVariables.Of(_context, run.Node, folder, task.Job.Spec.List("commonEnvironmentSettings"), spec.List("environmentSettings"))
            .WithJob(run.Node, task.Job, task.Id);
        run.Process = _commands.Start(task.Job.Templates, task.CommandLine, variables, _ => OnStarted(task, run), end => OnEnded(task, run, spec, folder, end));
    }

    private void OnStarted(TaskEntry task, RunEntry run)
    {
        lock (_context.State.Sync)
        {
            if (task.Current != run)
            {
                return;
            }

            ShowRunning(task);
            if (run.Stop is not null)
            {
                return;
            }

            if (task.MaxWallClock is { } limit && _context.Clock.Scale(limit) < LongestTimer)
            {
                run.Next = _context.After(limit, () => StopIfRunning(task, run, RunStop.TimedOut));
            }

            if (run.Reclaim is not null)
            {
                return;
            }

            if (!run.Node.IsDedicated && _context.Faults.Of(FaultKind.SpotReclaim, task.Id) is { } reclaim)
            {
                LoseNode(task, run, reclaim.Delay, NodePhase.Preempted);
            }
            else if (_context.Faults.Of(FaultKind.HostLost, task.Id) is { } loss)
            {
                LoseNode(task, run, loss.Delay, NodePhase.Unusable);
            }
        }
    }

    private void LoseNode(TaskEntry task, RunEntry run, TimeSpan delay, NodePhase phase) => run.Reclaim = _context.Agenda.After(delay, () =>
    {
        if (task.Current == run)
        {
            _context.Nodes.Lose(run.Node, phase);
        }
    });

    private void ShowRunning(TaskEntry task)
    {
        var now = _context.Now;
        var facts = task.Facts.Phase == TaskPhase.Running ? task.Facts : task.Facts.To(TaskPhase.Running, now);
        task.Become(facts with { StartedAt = now }, now);
        if (!_context.Quirks.IsOn(AzureQuirks.TagIgnoresStates))
        {
            task.Modified = now;
        }
    }

    private void StopIfRunning(TaskEntry task, RunEntry run, RunStop stop)
    {
        if (task.Current == run)
        {
            Stop(task, stop);
        }
    }

    private void OnEnded(TaskEntry task, RunEntry run, JsonObject spec, string folder, TaskEnd end)
    {
        lock (_context.State.Sync)
        {
            run.Process = null;
            run.Next?.Cancel();
            if (task.Current != run)
            {
                return;
            }

            if (end.StartError is { } problem && run.Stop is null)
            {
                Finish(task, run, null, new TaskFailure { Code = "CommandLaunchFailed", Message = "The command cannot be launched", IsBeforeStart = true, Details = [("Message", problem)] });
                return;
            }

            if (task.Facts.Phase != TaskPhase.Running)
            {
                ShowRunning(task);
            }

            if (IsTriedAgain(task, run, end))
            {
                run.Stop = null;
                task.Become(task.Facts with { Retries = task.Facts.Retries + 1, RetriedAt = _context.Now }, _context.Now);
                Begin(task, run, spec, folder);
            }
            else if (run.Stop is null && UploadsOf(spec, end.ExitCode) is { Count: > 0 } uploads)
            {
                Upload(task, run, uploads, folder, end.ExitCode);
            }
            else
            {
                Finish(task, run, end.ExitCode, null);
            }
        }
    }

    private bool IsTriedAgain(TaskEntry task, RunEntry run, TaskEnd end)
    {
        var isFailed = (run.Stop is null && end.ExitCode is not (null or 0)) || (run.Stop == RunStop.TimedOut && !_context.Quirks.IsOn(AzureQuirks.TimeoutNotRetried));
        return isFailed && (task.MaxRetries < 0 || task.Facts.Retries < task.MaxRetries);
    }

    private static List<JsonObject> UploadsOf(JsonObject spec, int? exitCode) => spec.Objects("outputFiles")
        .Where(file => file.Object("uploadOptions")?.Text("uploadCondition")?.ToUpperInvariant() switch
        {
            "TASKSUCCESS" => exitCode == 0,
            "TASKFAILURE" => exitCode != 0,
            _ => true,
        }).ToList();

    private void Upload(TaskEntry task, RunEntry run, List<JsonObject> uploads, string folder, int? exitCode)
    {
        run.IsStaging = true;
        _ = Task.Run(async () =>
        {
            var failure = await _transfer.StoreAsync(uploads, folder).ConfigureAwait(false);
            lock (_context.State.Sync)
            {
                run.IsStaging = false;
                Finish(task, run, exitCode, failure is null || exitCode == 0 ? failure : null);
            }
        });
    }

    /// <summary>Makes room on the node, and says what becomes of the task.</summary>
    private void Finish(TaskEntry task, RunEntry run, int? exitCode, TaskFailure? failure)
    {
        run.Next?.Cancel();
        run.Reclaim?.Cancel();
        task.Current = null;
        _context.State.BusyProcesses--;
        run.Node.UsedSlots -= task.Slots;
        run.Node.Tasks.Remove(task);
        run.Node.TotalRun++;
        task.Job.Running--;
        switch (run.Stop)
        {
            case RunStop.Deleted:
                break;
            case RunStop.Requeued:
                Requeue(task, isCounted: true);
                break;
            case RunStop.Preempted:
                Requeue(task, isCounted: !_context.Quirks.IsOn(AzureQuirks.PreemptionNotCounted));
                break;
            case RunStop.Terminated:
                Complete(task, _context.Quirks.IsOn(AzureQuirks.EndedWithoutExitCode) ? null : exitCode, TaskFailure.OfEnd);
                break;
            case RunStop.TimedOut:
                Complete(task, _context.Quirks.IsOn(AzureQuirks.EndedWithoutExitCode) ? null : exitCode, TimedOut());
                break;
            default:
                failure ??= exitCode == 0 ? null : TaskFailure.OfExit;
                run.Node.TotalSucceeded += failure is null ? 1 : 0;
                Complete(task, exitCode, failure);
                break;
        }

        _context.Nodes.ShowWork(run.Node);
        _context.Jobs.CheckQuiet(task.Job);
        _context.Dispatcher.Request();
    }

    private TaskFailure TimedOut() => _context.Quirks.IsOn(AzureQuirks.TimeoutIsTaskEnded)
        ? TaskFailure.OfEnd
        : new TaskFailure { Code = "MaxWallClockTimeExceeded", Message = "The task has exceeded its maximum wall clock time" };

    private void Requeue(TaskEntry task, bool isCounted)
    {
        var now = _context.Now;
        var facts = task.Facts.To(TaskPhase.Active, now) with { StartedAt = null, ExitCode = null, Node = null };
        task.Become(isCounted ? facts with { Requeues = facts.Requeues + 1, RequeuedAt = now } : facts, now);
        Offer(task);
    }

    private void Complete(TaskEntry task, int? exitCode, TaskFailure? failure)
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
