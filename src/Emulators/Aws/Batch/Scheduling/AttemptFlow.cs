using System.Globalization;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Logs;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>Leads attempts from a place in an environment to their end. Belongs to the state's lock, which calls of the runner take first.</summary>
internal sealed class AttemptFlow
{
    private readonly BatchState _state;
    private readonly Agenda _agenda;
    private readonly EmulatorClock _clock;
    private readonly AwsEmulatorOptions _options;
    private readonly EmulatorQuirks _quirks;
    private readonly EmulatorFaults _faults;
    private readonly ITaskRunner _runner;
    private readonly TaskTerms _terms;
    private readonly LogStore _logs;
    private readonly Placer _placer;

    public AttemptFlow(
        BatchState state,
        Agenda agenda,
        EmulatorClock clock,
        AwsEmulatorOptions options,
        EmulatorQuirks quirks,
        EmulatorFaults faults,
        ITaskRunner runner,
        TaskTerms terms,
        LogStore logs,
        Placer placer)
    {
        _state = state;
        _agenda = agenda;
        _clock = clock;
        _options = options;
        _quirks = quirks;
        _faults = faults;
        _runner = runner;
        _terms = terms;
        _logs = logs;
        _placer = placer;
    }

    public required JobFlow Jobs { get; init; }

    /// <summary>Begins an attempt.</summary>
    public void Start(JobEntry job, EnvironmentEntry environment)
    {
        _state.BusySlots++;
        environment.UsedVCpus += job.Terms.VCpus;
        Use(job, job.Terms.VCpus);
        job.Queue.Ready.Remove(job);
        job.Queue.Blocked = job.Queue.Blocked?.Job == job ? null : job.Queue.Blocked;
        job.StatusReason = null;
        var attempt = new AttemptEntry
        {
            Number = job.Attempts.Count + 1,
            Environment = environment,
            InstanceId = environment.IsFargate ? null : "i-" + Guid.NewGuid().ToString("N")[..17],
        };
        job.Current = attempt;
        Jobs.Advance(job, JobStatus.Starting);
        attempt.Next = _agenda.After(_clock.Scale(_options.Delays.Starting), () => Launch(job, attempt));
    }

    /// <summary>Ends an attempt from outside.</summary>
    public void Stop(JobEntry job, AttemptStop stop)
    {
        var attempt = job.Current!;
        if (attempt.Stop is not null)
        {
            return;
        }

        attempt.Stop = stop;
        attempt.Next?.Cancel();
        if (attempt.Run is { } run)
        {
            _runner.Stop(run);
        }
        else
        {
            End(job, attempt, null, null);
        }
    }

    private void Launch(JobEntry job, AttemptEntry attempt)
    {
        var image = (string?)job.Terms.Container["image"] ?? string.Empty;
        if (_faults.Of(FaultKind.ImagePull, image) is { } fault)
        {
            FailToStart(job, attempt, fault.Reason ?? $"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {image}: not found");
        }
        else if (job.Terms.OverridesLength > Rules.BatchRules.LongestOverrides && _quirks.IsOn(AwsQuirks.OverridesFailLate))
        {
            attempt.StatusReason = StatusReasons.OverridesTooLong;
            End(job, attempt, null, null);
        }
        else if (_terms.Problem(job.Terms) is { } problem)
        {
            FailToStart(job, attempt, problem);
        }
        else
        {
            var run = new TaskRun
            {
                Template = _terms.TemplateOf(job.Terms, job.Parent is not null),
                Variables = VariablesOf(job, attempt),
                Started = _ => OnStarted(job, attempt),
                Ended = end => OnEnded(job, attempt, end),
            };
            attempt.Run = run;
            _runner.Start(run);
        }
    }

    private Dictionary<string, string> VariablesOf(JobEntry job, AttemptEntry attempt)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_BATCH_JOB_ID"] = job.Id,
            ["AWS_BATCH_JOB_ATTEMPT"] = attempt.Number.ToString(CultureInfo.InvariantCulture),
            ["AWS_BATCH_CE_NAME"] = attempt.Environment.Name,
            ["AWS_BATCH_JQ_NAME"] = job.Queue.Name,
            ["AWS_DEFAULT_REGION"] = _state.Region,
            ["AWS_EXECUTION_ENV"] = attempt.Environment.IsFargate ? "AWS_ECS_FARGATE" : "AWS_ECS_EC2",
        };
        if (job.Parent is { } parent)
        {
            variables["AWS_BATCH_JOB_ARRAY_INDEX"] = job.Index!.Value.ToString(CultureInfo.InvariantCulture);
            variables["AWS_BATCH_JOB_ARRAY_SIZE"] = parent.Children!.Length.ToString(CultureInfo.InvariantCulture);
        }

        return variables;
    }

    private void OnStarted(JobEntry job, AttemptEntry attempt)
    {
        lock (_state.Sync)
        {
            if (job.Current != attempt)
            {
                return;
            }

            var now = _clock.Now;
            attempt.StartedAt = now;
            attempt.LogStream = $"{job.Terms.LogPrefix}/default/{attempt.TaskId}";
            _logs.Add(job.Terms.LogGroup, attempt.LogStream, attempt.Run!, now);
            job.StartedAt = now;
            job.StatusReason = _options.Images == ImageMode.Container ? null : StatusReasons.Process((string?)job.Terms.Container["image"] ?? string.Empty);
            Jobs.Advance(job, JobStatus.Running);
            if (attempt.Stop is not null)
            {
                return;
            }

            if (job.Terms.Timeout is { } timeout)
            {
                attempt.Next = _agenda.After(_clock.Scale(timeout), () => StopIfRunning(job, attempt, new AttemptStop(AttemptStopKind.TimedOut, StatusReasons.TimedOut)));
            }

            PlanReclaim(job, attempt);
        }
    }

    /// <summary>Takes the machines back under what runs already, as far as there is a rule for it.</summary>
    public void ReclaimRunning()
    {
        lock (_state.Sync)
        {
            // What ends by this is made runnable or ended later, by the runner: the list does not change meanwhile.
            foreach (var job in _state.Jobs.Values.SelectMany(job => job.Children ?? [job]))
            {
                if (job.Current is { StartedAt: not null, Stop: null, Reclaim: null } attempt)
                {
                    PlanReclaim(job, attempt);
                }
            }
        }
    }

    private void PlanReclaim(JobEntry job, AttemptEntry attempt)
    {
        if (attempt.Environment.IsSpot && _faults.Of(FaultKind.SpotReclaim, job.Name, job.Id) is { } fault)
        {
            var text = fault.Reason ?? (attempt.InstanceId is { } instance ? StatusReasons.HostTerminated(instance) : StatusReasons.FargateSpot);
            attempt.Reclaim = _agenda.After(fault.Delay, () => StopIfRunning(job, attempt, new AttemptStop(AttemptStopKind.Reclaimed, text)));
        }
    }

    private void StopIfRunning(JobEntry job, AttemptEntry attempt, AttemptStop stop)
    {
        if (job.Current == attempt)
        {
            Stop(job, stop);
        }
    }

    private void OnEnded(JobEntry job, AttemptEntry attempt, TaskEnd end)
    {
        lock (_state.Sync)
        {
            if (job.Current != attempt)
            {
                return;
            }

            if (end.StartError is { } problem && attempt.Stop is null)
            {
                FailToStart(job, attempt, problem);
            }
            else
            {
                End(job, attempt, end.ExitCode, end.IsOutOfMemory ? StatusReasons.OutOfMemory : null);
            }
        }
    }

    private void FailToStart(JobEntry job, AttemptEntry attempt, string reason)
    {
        attempt.StatusReason = StatusReasons.FailedToStart;
        End(job, attempt, null, reason);
    }

    private void End(JobEntry job, AttemptEntry attempt, int? exitCode, string? reason)
    {
        attempt.Next?.Cancel();
        attempt.Reclaim?.Cancel();
        attempt.StoppedAt = _clock.Now;
        attempt.ExitCode = attempt.Stop?.Kind == AttemptStopKind.Reclaimed ? null : exitCode;
        attempt.Reason = reason;
        attempt.StatusReason ??= attempt.Stop?.Text ?? StatusReasons.Exited;
        job.Attempts.Add(attempt);
        job.Current = null;
        _state.BusySlots--;
        attempt.Environment.UsedVCpus -= job.Terms.VCpus;
        Use(job, -job.Terms.VCpus);
        _placer.KeepWarm(attempt.Environment);
        if (attempt.Stop?.Kind == AttemptStopKind.Terminated)
        {
            job.IsTerminated = true;
            Jobs.End(job, JobStatus.Failed, attempt.StatusReason);
        }
        else if (exitCode == 0 && attempt.Stop is null)
        {
            Jobs.End(job, JobStatus.Succeeded, attempt.StatusReason);
        }
        else if (IsRetried(job, attempt))
        {
            Jobs.MakeRunnable(job);
        }
        else
        {
            Jobs.End(job, JobStatus.Failed, attempt.StatusReason);
        }

        Jobs.RoomChanged();
    }

    private bool IsRetried(JobEntry job, AttemptEntry attempt) =>
        job.Attempts.Count < job.Terms.Retry.Attempts
        && (attempt.Stop?.Kind != AttemptStopKind.TimedOut || !_quirks.IsOn(AwsQuirks.TimeoutNotRetried))
        && (RetryDecision.Decide(job.Terms.Retry, attempt) ?? (job.Terms.Retry.Rules.Count == 0 || _quirks.IsOn(AwsQuirks.NoMatchRetries)));

    private static void Use(JobEntry job, double vCpus)
    {
        var share = job.Terms.Share ?? string.Empty;
        job.Queue.UsedByShare[share] = job.Queue.UsedByShare.GetValueOrDefault(share) + vCpus;
    }
}
