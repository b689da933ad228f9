using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Engine.Recovery;

/// <summary>
/// Settles what an engine before this one left: attempts that were planned, started or running. What ended is recorded, what runs is watched
/// again, what never began never will under its old number, and what is gone without a trace is lost, which the job's policy deals with.
/// </summary>
internal sealed class AttemptRecovery
{
    // Settling is mostly waiting for the disk and for sweeps through the process table.
    private const int AtATime = 32;

    private readonly EngineCore _core;
    private readonly AttemptRunner _runner;
    private readonly AttemptFolders _folders;
    private readonly IProcessLauncher _launcher;

    public AttemptRecovery(EngineCore core, AttemptRunner runner, AttemptFolders folders, IProcessLauncher launcher)
    {
        _core = core;
        _runner = runner;
        _folders = folders;
        _launcher = launcher;
    }

    /// <summary>Attempts of the earlier engine that had begun.</summary>
    public int Settled { get; private set; }

    /// <summary>Those of them that still run.</summary>
    public int Adopted { get; private set; }

    /// <summary>To be called before the loop begins.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var open = _core.State.LiveJobs.OrderBy(job => job.Number).SelectMany(OpenAttempts).ToList();
        for (var first = 0; first < open.Count; first += AtATime)
        {
            var chunk = open.Skip(first).Take(AtATime).ToList();
            var results = await Task.WhenAll(chunk.Select(attempt => AdoptAsync(attempt, cancellationToken))).ConfigureAwait(false);
            for (var place = 0; place < chunk.Count; place++)
            {
                Settle(chunk[place], results[place]);
            }
        }

        _launcher.CompleteAdoption();
        if (_core.State.PlannedTasks > 0)
        {
            _core.Commit(new StateChange { PlansDropped = new PlansDropped { Time = Clock.ToStored(_core.Now) } });
        }
    }

    private IEnumerable<LiveAttempt> OpenAttempts(JobEntry job)
    {
        var live = job.Live!;
        var planned = live.Planned.Concat(live.Planning).ToList();
        foreach (var index in planned.Concat(live.Running.Keys).Distinct().OrderBy(index => index))
        {
            if (planned.Contains(index) || job.Tasks[index].State == JobState.Running)
            {
                yield return new LiveAttempt(job, index, EnvironmentOf(live, index));
            }
        }
    }

    private EnvironmentEntry? EnvironmentOf(LiveJob live, int index)
    {
        var name = live.Running.TryGetValue(index, out var facts) ? facts.Environment : null;
        return name is null ? live.Queue.Environments[0]
            : _core.State.Environments.TryGetValue(name, out var environment) ? environment
            : null;
    }

    private async Task<AdoptionResult> AdoptAsync(LiveAttempt attempt, CancellationToken cancellationToken)
    {
        var paths = _folders.Locate(attempt.Id);
        var job = attempt.Job;
        if (!Directory.Exists(paths.Folder))
        {
            // The folder comes before the process, so there never was one; and the engine that might have started it is gone.
            return job.Tasks[attempt.Index].State == JobState.Running
                ? AdoptionResult.Ended(ExitReport.Lost($"The folder of the attempt, '{paths.Folder}', is gone.", outOfMemory: false, _core.Now))
                : AdoptionResult.NeverStarted;
        }

        return await _launcher.AdoptAsync(
            new AdoptionRequest
            {
                Paths = paths,
                Mode = job.Live!.Mode,
                Identity = attempt.Facts?.Identity,

                // An end that comes before the attempt is settled waits in the loop's mailbox.
                OnExit = report => _core.Post(() => _runner.OnExit(attempt, report)),
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void Settle(LiveAttempt attempt, AdoptionResult result)
    {
        var (job, index) = (attempt.Job, attempt.Index);
        var wasRunning = job.Tasks[index].State == JobState.Running;
        if (result.Outcome == AdoptionOutcome.NeverStarted && !wasRunning)
        {
            CancelIfOrdered(job, index);
            return;
        }

        Settled++;
        _runner.Track(attempt);
        attempt.MayBeSignalled = attempt.Facts?.KillCause is not null;
        if (!wasRunning)
        {
            var startedAt = result.Report is { } ended && ended.EndedAt < _core.Now ? ended.EndedAt : _core.Now;
            _runner.RecordStart(attempt, result.Attempt?.ProcessId ?? 0, result.Attempt?.FindIdentity(), startedAt);
        }

        if (result.Attempt is { } process)
        {
            Adopted++;
            _runner.Watch(attempt, process);
            return;
        }

        _runner.End(attempt, result.Report is { } report
            ? AttemptOutcome.Of(report, attempt.Facts)
            : AttemptOutcome.NeverBegan(attempt.Facts, _core.Now));
    }

    /// <summary>Somebody stopped a task in the middle of its start, and was told so.</summary>
    private void CancelIfOrdered(JobEntry job, int index)
    {
        if (job.Live!.Running.TryGetValue(index, out var facts) && facts.KillCause is { } cause)
        {
            _core.Commit(new StateChange
            {
                Cancelled = new TasksCancelled
                {
                    Job = job.Number,
                    Tasks = IndexRanges.One(index),
                    Time = Clock.ToStored(_core.Now),
                    Cause = cause,
                    Reason = facts.KillReason!,
                },
            });
        }
    }
}
