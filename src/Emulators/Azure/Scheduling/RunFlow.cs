using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Files;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Leads runs of tasks from a node to their end. Belongs to the state's lock, which calls of the runner take first.</summary>
internal sealed class RunFlow
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly AzureContext _context;
    private readonly CommandRunner _commands;
    private readonly FileTransfer _transfer;

    public RunFlow(AzureContext context, CommandRunner commands, FileTransfer transfer)
    {
        _context = context;
        _commands = commands;
        _transfer = transfer;
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
                _context.Tasks.Requeue(task, isCounted: true);
                break;
            case RunStop.Preempted:
                _context.Tasks.Requeue(task, isCounted: !_context.Quirks.IsOn(AzureQuirks.PreemptionNotCounted));
                break;
            case RunStop.Terminated:
                _context.Tasks.Complete(task, _context.Quirks.IsOn(AzureQuirks.EndedWithoutExitCode) ? null : exitCode, TaskFailure.OfEnd);
                break;
            case RunStop.TimedOut:
                _context.Tasks.Complete(task, _context.Quirks.IsOn(AzureQuirks.EndedWithoutExitCode) ? null : exitCode, TimedOut());
                break;
            default:
                failure ??= exitCode == 0 ? null : TaskFailure.OfExit;
                run.Node.TotalSucceeded += failure is null ? 1 : 0;
                _context.Tasks.Complete(task, exitCode, failure);
                break;
        }

        _context.Nodes.ShowWork(run.Node);
        _context.Jobs.CheckQuiet(task.Job);
        _context.Dispatcher.Request();
    }

    private TaskFailure TimedOut() => _context.Quirks.IsOn(AzureQuirks.TimeoutIsTaskEnded)
        ? TaskFailure.OfEnd
        : new TaskFailure { Code = "MaxWallClockTimeExceeded", Message = "The task has exceeded its maximum wall clock time" };
}
