using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Dependencies;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.Scheduling;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>Leads attempts from their launch to their end. Belongs to the loop.</summary>
internal sealed class AttemptRunner
{
    private const int MostTries = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<(JobEntry Job, int Index), LiveAttempt> _attempts = [];
    private readonly EngineCore _core;
    private readonly Ledger _ledger;
    private readonly Launcher _launcher;
    private readonly LaunchCrew _crew;
    private readonly SecretVault _secrets;
    private readonly DependencyCascade _cascade;

    public AttemptRunner(EngineCore core, Ledger ledger, Launcher launcher, LaunchCrew crew, SecretVault secrets, DependencyCascade cascade)
    {
        _core = core;
        _ledger = ledger;
        _launcher = launcher;
        _crew = crew;
        _secrets = secrets;
        _cascade = cascade;
        Kills = new KillOrders(core, Find);
    }

    public KillOrders Kills { get; }

    /// <summary>Attempts that start or run.</summary>
    public IReadOnlyCollection<LiveAttempt> All => _attempts.Values;

    /// <summary>Told of each attempt that has ended, with whether it succeeded.</summary>
    public Action<LiveAttempt, bool>? Ended { get; set; }

    public LiveAttempt? Find(JobEntry job, int index) => _attempts.TryGetValue((job, index), out var attempt) ? attempt : null;

    /// <summary>Launches a planned task.</summary>
    public void Start(JobEntry job, int index, EnvironmentEntry environment)
    {
        _core.State.BeginLaunch(job, index, environment);
        var attempt = new LiveAttempt(job, index, environment);
        Track(attempt);
        Launch(attempt);
    }

    /// <summary>Watches over an attempt that runs.</summary>
    public void Watch(LiveAttempt attempt, IRunningAttempt process)
    {
        attempt.Process = process;
        SetTimeout(attempt);
        if (attempt.EarlyExit is { } report)
        {
            OnExit(attempt, report);
        }
        else if (attempt.Facts?.KillCause is not null)
        {
            _core.WhenDurable(() => Kills.Signal(attempt));
        }
    }

    /// <summary>Counts an attempt as one that starts or runs.</summary>
    public void Track(LiveAttempt attempt)
    {
        _attempts.Add((attempt.Job, attempt.Index), attempt);
        _ledger.Take(attempt.Environment, attempt.Job.Live!.Need);
    }

    /// <summary>The process of an attempt has ended.</summary>
    public void OnExit(LiveAttempt attempt, ExitReport report)
    {
        if (_core.IsClosing)
        {
            // The next engine reads the end where it is recorded.
            return;
        }

        if (attempt.Process is null)
        {
            attempt.EarlyExit = report;
            return;
        }

        // An end of its own that came before our signal is what counts.
        End(attempt, AttemptOutcome.Of(report, attempt.IsSignalled || attempt.MayBeSignalled ? attempt.Facts : null));
    }

    /// <summary>Records the end of an attempt and does what follows from it.</summary>
    public void End(LiveAttempt attempt, AttemptOutcome outcome)
    {
        var (job, index) = (attempt.Job, attempt.Index);
        attempt.Next?.Cancel();
        _core.Reach(EnginePoint.EndKnown);
        var need = job.Live!.Need;
        var task = job.Tasks[index];
        var retry = RetryRules.IsRetried(job.Live.Spec.Attempts, job.AttemptsUsed(index), outcome);
        _core.Commit(new StateChange
        {
            Ended = new AttemptEnded
            {
                Job = job.Number,
                Task = index,
                Time = Clock.ToStored(task.StartedAt > outcome.EndedAt ? task.StartedAt : outcome.EndedAt),
                State = outcome.State,
                Retry = retry,
                NeverRan = outcome.NeverRan,
                ExitCode = outcome.ExitCode,
                Signal = outcome.Signal,
                Cause = outcome.Cause,
                Reason = outcome.Reason,
            },
        });
        _core.Reach(EnginePoint.EndRecorded);
        _attempts.Remove((job, index));
        _ledger.GiveBack(attempt.Environment, need);
        Ended?.Invoke(attempt, outcome.State == JobState.Succeeded);
        if (!retry)
        {
            _cascade.TaskEnded(job, index);
        }

        if (job.HasEnded)
        {
            _secrets.Forget(job.Key);
        }
    }

    private void Launch(LiveAttempt attempt)
    {
        var job = attempt.Job;
        var spec = job.Live!.Spec;
        attempt.Tries++;
        var order = new LaunchOrder
        {
            AttemptId = attempt.Id,
            JobId = job.Key.ToString(),
            Spec = spec,
            Index = attempt.Index,
            ArraySize = job.Tasks.Length,
            Attempt = job.Tasks[attempt.Index].Attempt,
            Secrets = spec.Secrets is { Count: > 0 } secrets ? _secrets.For(job.Key, secrets) : null,
            Limits = new ResourceLimits { MemoryBytes = spec.Resources?.Memory?.Bytes, Cpus = spec.Resources?.VCpus },
            Mode = job.Live.Mode,
            IsAgain = attempt.Tries > 1,
            OnExit = report => _core.Post(() => OnExit(attempt, report)),
        };
        _crew.Post(() => LaunchOnCrew(attempt, order));
    }

    private void LaunchOnCrew(LiveAttempt attempt, LaunchOrder order)
    {
        try
        {
            var result = _launcher.Launch(order);
            _core.Post(() => OnLaunched(attempt, result));
        }
        catch (ObjectDisposedException)
        {
            // The engine has ended and nothing was started; the next one finds that out.
        }
#pragma warning disable CA1031 // On a thread of its own: the loop is told of whatever it was.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _core.Post(() => _core.Fail(error));
        }
    }

    private void OnLaunched(LiveAttempt attempt, LaunchResult result)
    {
        if (_core.IsClosing)
        {
            return;
        }

        if (result.Attempt is { } process)
        {
            RecordStart(attempt, process);
            Watch(attempt, process);
        }
        else if (result.Error is { IsTransient: true } passing && attempt.Tries < MostTries && attempt.Facts?.KillCause is null)
        {
            var pause = TimeSpan.FromTicks(FirstPause.Ticks << (attempt.Tries - 1));
            EngineLog.StartPostponed(_core.Logger, attempt.Id, passing.Message, pause);
            attempt.Next = _core.Deadlines.After(pause, () => Launch(attempt));
        }
        else if (attempt.Facts is { KillCause: not null } facts)
        {
            End(attempt, AttemptOutcome.Of(ExitReport.StartFailed("It was ended before it began.", _core.Now), facts));
        }
        else
        {
            End(attempt, AttemptOutcome.StartFailed(result.Error?.Message ?? "The attempt was started before, or will never be.", _core.Now));
        }
    }

    private void RecordStart(LiveAttempt attempt, IRunningAttempt process)
    {
        // Where processes carry the attempt's mark, they are found again by that.
        var identity = OperatingSystem.IsLinux() ? null : process.FindIdentity();
        RecordStart(attempt, process.ProcessId, identity, _core.Now);
    }

    /// <summary>Records that a process runs, or ran.</summary>
    public void RecordStart(LiveAttempt attempt, int processId, ProcessIdentity? identity, DateTimeOffset time) =>
        _core.Commit(new StateChange
        {
            Started = new AttemptStarted
            {
                Job = attempt.Job.Number,
                Task = attempt.Index,
                Time = Clock.ToStored(time),
                Environment = attempt.Environment?.Name ?? attempt.Job.Live!.Queue.Environments[0].Name,
                ProcessId = processId,
                ProcessStart = identity?.StartTime ?? 0,
                BootId = identity?.BootId,
            },
        });

    private void SetTimeout(LiveAttempt attempt)
    {
        if (attempt.Job.Live!.Spec.Timeout is not { } timeout)
        {
            return;
        }

        // For an attempt of an earlier engine the wall clock is all there is; one that was set back must not make it negative.
        var elapsed = _core.Now - attempt.Job.Tasks[attempt.Index].StartedAt!.Value;
        var left = elapsed > TimeSpan.Zero ? timeout - elapsed : timeout;
        attempt.Next = _core.Deadlines.After(left, () => OnTimeout(attempt, timeout));
    }

    private void OnTimeout(LiveAttempt attempt, TimeSpan timeout)
    {
        if (attempt.Facts is { KillCause: null })
        {
            Kills.Order(attempt.Job, IndexRanges.One(attempt.Index), JobCause.TimedOut, $"Ran longer than its timeout of {DurationText.Format(timeout)}.");
        }
    }
}
