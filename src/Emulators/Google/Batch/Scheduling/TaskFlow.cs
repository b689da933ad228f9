using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Logs;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <summary>Leads the tries of tasks from a machine to their end, step by step. Belongs to the state's lock, which calls of the runner take first.</summary>
internal sealed partial class TaskFlow
{
    private const int CannotFetchImage = 125;
    private const int CannotStart = 127;

    private readonly GoogleState _state;
    private readonly Agenda _agenda;
    private readonly EmulatorClock _clock;
    private readonly Stamps _stamps;
    private readonly GoogleEmulatorOptions _options;
    private readonly EmulatorQuirks _quirks;
    private readonly EmulatorFaults _faults;
    private readonly ITaskRunner _runner;
    private readonly TaskTerms _terms;
    private readonly LogStore _logs;
    private readonly LogFiles _files;

    public TaskFlow(
        GoogleState state,
        Agenda agenda,
        EmulatorClock clock,
        Stamps stamps,
        GoogleEmulatorOptions options,
        EmulatorQuirks quirks,
        EmulatorFaults faults,
        ITaskRunner runner,
        TaskTerms terms,
        LogStore logs,
        LogFiles files)
    {
        _state = state;
        _agenda = agenda;
        _clock = clock;
        _stamps = stamps;
        _options = options;
        _quirks = quirks;
        _faults = faults;
        _runner = runner;
        _terms = terms;
        _logs = logs;
        _files = files;
    }

    public required JobFlow Jobs { get; init; }

    public required Func<Dispatcher> Dispatcher { get; init; }

    /// <summary>Begins a try.</summary>
    public void Start(TaskEntry task)
    {
        var attempt = new AttemptEntry { Number = task.Tries, Machine = MachineOf(task) };
        task.Current = attempt;
        task.Job.Active++;
        Hold(attempt, isHeld: true);
        Move(task, TaskState.Assigned);
        attempt.Launch = _agenda.After(_clock.Scale(_options.Delays.Starting), () => Launch(task, attempt));
    }

    /// <summary>Ends a try from outside.</summary>
    public void Stop(TaskEntry task, AttemptStop stop)
    {
        var attempt = task.Current!;
        attempt.Stop = stop;
        attempt.Launch?.Cancel();
        attempt.Overdue?.Cancel();
        attempt.StepOverdue?.Cancel();
        attempt.Loss?.Cancel();
        EndWhenIdle(task, attempt);
    }

    private void Launch(TaskEntry task, AttemptEntry attempt)
    {
        var image = task.Job.Terms.Runnables.Select(runnable => runnable.Container?.Text("imageUri")).FirstOrDefault(name => name is not null);
        var fault = image is null ? null : _faults.Of(FaultKind.ImagePull, image);
        var problem = fault is not null ? fault.Reason ?? $"docker: Error response from daemon: pull access denied for {image}, repository does not exist" : _terms.Problem(task);
        if (problem is null)
        {
            RunNext(task, attempt);
            return;
        }

        Run(task, attempt);
        _logs.AddAgentLine(task.Job, $"task {_logs.TaskIdOf(task.Job, task.Index, attempt.Number, 0)} failed: {problem}", _stamps.Next());
        attempt.ExitCode = fault is null ? EventTexts.OtherFailure : CannotFetchImage;
        End(task, attempt);
    }

    /// <summary>Goes on with the step that comes next, as far as nothing has to be waited for.</summary>
    private void RunNext(TaskEntry task, AttemptEntry attempt)
    {
        var runnables = task.Job.Terms.Runnables;
        for (; attempt.Place < runnables.Count; attempt.Place++)
        {
            var runnable = runnables[attempt.Place];
            if (attempt.ExitCode is not null && !runnable.IsAlwaysRun)
            {
                continue;
            }

            if (runnable.IsBarrier)
            {
                Run(task, attempt);
                if (!Arrive(task, attempt, runnable))
                {
                    return;
                }

                continue;
            }

            Begin(task, attempt, runnable);
            if (!runnable.IsBackground)
            {
                return;
            }
        }

        attempt.IsFinishing = true;
        EndWhenIdle(task, attempt);
    }

    private void Begin(TaskEntry task, AttemptEntry attempt, RunnableTerms runnable)
    {
        var (template, variables) = _terms.RunOf(task, attempt, runnable);
        TaskRun? run = null;
        run = new TaskRun
        {
            Template = template,
            Variables = variables,
            Started = _ => OnStarted(task, attempt, runnable, run!),
            Ended = end => OnEnded(task, attempt, runnable, run!, end),
        };
        if (runnable.IsBackground)
        {
            attempt.Background.Add(run);
        }
        else
        {
            attempt.Foreground = run;
            attempt.IsStepOverdue = false;
        }

        _runner.Start(run);
    }

    private void OnStarted(TaskEntry task, AttemptEntry attempt, RunnableTerms runnable, TaskRun run)
    {
        lock (_state.Sync)
        {
            if (task.Current != attempt)
            {
                return;
            }

            var job = task.Job;
            if (job.Terms.IsLogged || !_quirks.IsOn(GoogleQuirks.LogsOnlyWhenAsked))
            {
                _logs.Add(job, task.Index, attempt, runnable, run);
            }

            if (attempt.Stop is null)
            {
                Run(task, attempt);
                if (runnable.Timeout is { } timeout && attempt.Foreground == run)
                {
                    attempt.StepOverdue = _agenda.After(_clock.Scale(timeout), () =>
                    {
                        if (attempt.Foreground == run)
                        {
                            attempt.IsStepOverdue = true;
                            _runner.Stop(run);
                        }
                    });
                }
            }
        }
    }

    /// <summary>The try is RUNNING from now on.</summary>
    private void Run(TaskEntry task, AttemptEntry attempt)
    {
        if (task.State == TaskState.Running)
        {
            return;
        }

        Move(task, TaskState.Running);
        Jobs.TaskRuns(task.Job);
        if (task.Job.Terms.MaxRunDuration is { } longest)
        {
            attempt.Overdue = _agenda.After(_clock.Scale(longest), () => StopIfRunning(task, attempt, EventTexts.TimedOut));
        }

        var lost = task.Job.Terms.IsSpot ? _faults.Of(FaultKind.SpotReclaim, task.Job.Id) : null;
        var code = EventTexts.Preempted;
        if (lost is null && _faults.Of(FaultKind.HostLost, task.Job.Id) is { } failure)
        {
            (lost, code) = (failure, failure.Status ?? EventTexts.NoUpdates);
        }

        if (lost is not null)
        {
            attempt.Loss = _agenda.After(lost.Delay, () =>
            {
                task.Job.LostMachines++;
                StopIfRunning(task, attempt, code);
            });
        }
    }

    private void StopIfRunning(TaskEntry task, AttemptEntry attempt, int exitCode)
    {
        if (task.Current == attempt && attempt.Stop is null)
        {
            Stop(task, new AttemptStop(exitCode));
        }
    }

    private void OnEnded(TaskEntry task, AttemptEntry attempt, RunnableTerms runnable, TaskRun run, TaskEnd end)
    {
        lock (_state.Sync)
        {
            if (task.Current != attempt)
            {
                return;
            }

            var isForeground = attempt.Foreground == run;
            var exitCode = isForeground && attempt.IsStepOverdue ? EventTexts.TimedOut : end.StartError is null ? end.ExitCode ?? EventTexts.OtherFailure : CannotStart;
            if (end.StartError is { } problem)
            {
                _logs.AddAgentLine(task.Job, $"task {_logs.TaskIdOf(task.Job, task.Index, attempt.Number, runnable.Index)} failed: {problem}", _stamps.Next());
            }

            if (task.Job.Terms.LogsPath is { } path && end.StartError is null)
            {
                _files.Append(path, task.Job.Uid, _logs.TaskIdOf(task.Job, task.Index, attempt.Number, runnable.Index), runnable.Index, run);
            }

            attempt.Background.Remove(run);
            if (isForeground)
            {
                attempt.Foreground = null;
                attempt.StepOverdue?.Cancel();
            }

            if (attempt.Stop is null && !attempt.IsFinishing && exitCode != 0 && !runnable.IgnoresExitStatus)
            {
                attempt.ExitCode ??= exitCode;
            }

            if (attempt.Stop is not null || attempt.IsFinishing)
            {
                EndWhenIdle(task, attempt);
            }
            else if (isForeground)
            {
                attempt.Place++;
                RunNext(task, attempt);
            }
        }
    }

    /// <summary>Ends a try; as long as something of it runs, asks that to end first.</summary>
    private void EndWhenIdle(TaskEntry task, AttemptEntry attempt)
    {
        if (attempt.Foreground is null && attempt.Background.Count == 0)
        {
            End(task, attempt);
            return;
        }

        if (attempt.Foreground is { } run)
        {
            _runner.Stop(run);
        }

        attempt.Background.ForEach(_runner.Stop);
    }

    /// <summary>A task has come to a barrier; true when nobody has to be waited for any longer.</summary>
    private bool Arrive(TaskEntry task, AttemptEntry attempt, RunnableTerms barrier)
    {
        barrier.Arrived.Add(task.Index);
        if (IsOpen(task.Job, barrier))
        {
            Release(task.Job, barrier);
            return true;
        }

        attempt.IsAtBarrier = true;
        task.Job.AtBarrier.Add(task);
        Hold(attempt, isHeld: false);
        Dispatcher().Request();
        return false;
    }

    private static bool IsOpen(JobEntry job, RunnableTerms barrier) =>
        barrier.Arrived.Count + job.Terms.TaskCount - job.Open >= job.Terms.TaskCount && Array.TrueForAll(job.Tasks, task => task.State.IsEnd() || barrier.Arrived.Contains(task.Index));

    private void Release(JobEntry job, RunnableTerms barrier)
    {
        foreach (var task in job.AtBarrier.Where(task => task.Current?.Place == barrier.Index).ToList())
        {
            job.AtBarrier.Remove(task);
            var attempt = task.Current!;
            attempt.IsAtBarrier = false;
            Hold(attempt, isHeld: true);
            attempt.Place++;
            RunNext(task, attempt);
        }
    }

    private void Move(TaskEntry task, TaskState state, string? machine = null) =>
        Become(task, state, EventTexts.TaskMoved(task.State, state, machine ?? task.Current!.Machine), exitCode: null);

    private void Become(TaskEntry task, TaskState state, string text, int? exitCode)
    {
        var now = _stamps.Next();
        task.Become(state, now);
        task.Events.Add(new StatusEvent(now, text, state, exitCode));
    }

    private void Hold(AttemptEntry attempt, bool isHeld)
    {
        if (attempt.HoldsSlot != isHeld)
        {
            attempt.HoldsSlot = isHeld;
            _state.BusySlots += isHeld ? 1 : -1;
        }
    }

    /// <summary>Tasks that share a machine have the same one; after a loss there are others, in another zone.</summary>
    private static string MachineOf(TaskEntry task)
    {
        var terms = task.Job.Terms;
        var machines = (terms.Parallelism + terms.TaskPack - 1) / terms.TaskPack;
        var text = string.Create(CultureInfo.InvariantCulture, $"{task.Job.Uid}/{task.Index / terms.TaskPack % machines}/{task.Job.LostMachines}");
        var id = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % 8_000_000_000_000_000_000 + 1_000_000_000_000_000_000;
        return string.Create(CultureInfo.InvariantCulture, $"zones/{terms.Zones[task.Job.LostMachines % terms.Zones.Count]}/instances/{id}");
    }
}
