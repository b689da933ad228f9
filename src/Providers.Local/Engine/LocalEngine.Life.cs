using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.Scheduling;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Limits;

namespace MultiBatch.Providers.Local.Engine;

/// <content>How the engine is and how it ends.</content>
internal sealed partial class LocalEngine
{
    /// <summary>Nothing runs, and nothing that waits could be started.</summary>
    private bool IsIdle => _ledger.Running == 0 && !_core.State.ReadyQueues.Any(queue => queue.Ready.Any(job => ReadyOrder.MayStart(job.Live!)));

    // Told also of an engine that has failed: it is how a client finds that out.
    public Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken) => _loop.AskNowAsync(ShowStatus, cancellationToken);

    public async Task ShutdownAsync(ShutdownRequest request, CancellationToken cancellationToken)
    {
        var drained = await _loop.AskNowAsync(() => BeginShutdown(request), cancellationToken).ConfigureAwait(false);
        await drained.WaitAsync(cancellationToken).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    private Task BeginShutdown(ShutdownRequest request)
    {
        if (request.OnlyIfIdle && _core.Failure is null && !IsIdle)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, "The local engine has work to do and goes on.", null);
        }

        _scheduler.IsStopped = true;
        if (request.Mode == ShutdownMode.LeaveRunning || _ledger.Running == 0 || _core.Failure is not null)
        {
            _core.IsClosing = true;
            return Task.CompletedTask;
        }

        if (request.Mode == ShutdownMode.Stop)
        {
            foreach (var attempts in _runner.All.GroupBy(attempt => attempt.Job).ToList())
            {
                _runner.Kills.Order(attempts.Key, attempts.Select(attempt => attempt.Index).OrderBy(index => index), JobCause.Stopped, "The engine was told to end and to stop what runs.");
            }
        }

        return WhenAsync(_ => _ledger.Running == 0);
    }

    private EngineTraits ShowTraits()
    {
        var traits = _launcher.Traits;
        return new EngineTraits
        {
            Launcher = traits.Name,
            SurvivesEngine = traits.SurvivesEngine,
            GentleStop = traits.GentleStop,
            LimitsMemory = traits.Limits.Memory != LimitMethod.None,
            LimitsCpu = traits.Limits.Cpu != LimitMethod.None,
            DetectsOutOfMemory = traits.Limits.DetectsOutOfMemory,
            LimitsExplanation = traits.Limits.Explanation,
            StopGrace = _options.StopGrace,
        };
    }

    private EngineStatus ShowStatus()
    {
        var state = _core.State;
        return new EngineStatus
        {
            Protocol = EngineProtocol.Version,
            ProductVersion = EngineIdentity.ProductVersion,
            ProcessId = EngineIdentity.ProcessId,
            StartedAt = _startedAt,
            StateFolder = Path.GetFullPath(_options.StateFolder),
            Machine = _core.Machine,
            Traits = ShowTraits(),
            Jobs = state.Jobs.Count,
            Blocked = state.TasksIn(JobState.Blocked),
            Queued = state.TasksIn(JobState.Queued),
            Running = state.TasksIn(JobState.Starting) + state.TasksIn(JobState.Running),
            Ended = state.TasksIn(JobState.Succeeded) + state.TasksIn(JobState.Failed) + state.TasksIn(JobState.Cancelled),
            IsIdle = IsIdle,
            Failure = _core.Failure is { } failure ? EngineError.From(failure) : null,
        };
    }

    /// <summary>Ends in order: no starts, no watching, no loop; the journal last, so that whatever was decided is in it.</summary>
    private async Task EndAsync()
    {
        try
        {
            _loop.Post(Close);
            _loop.Complete();
            await _running.ConfigureAwait(false);
            _core.Deadlines.Dispose();
            _cleaner.Dispose();

            // Starts that are under way are waited for: each becomes a process that the next engine can find.
            await Task.Run(_crew.Dispose).ConfigureAwait(false);
            _launcher.Dispose();
            await _journal.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _ended.TrySetResult(true);
        }
    }

    private void Close()
    {
        _core.IsClosing = true;

        // Spares the next engine a look at launches that never began. A launch that is in the middle of its start counts as planned in the
        // journal, and must be looked at.
        if (_core.State.PlannedTasks > 0 && _core.State.TasksIn(JobState.Starting) == 0 && _core.Failure is null)
        {
            _core.Commit(new StateChange { PlansDropped = new PlansDropped { Time = Clock.ToStored(_core.Now) } });
        }
    }
}
