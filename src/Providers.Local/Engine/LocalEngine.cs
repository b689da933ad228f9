using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Commands;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Dependencies;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.Recovery;
using MultiBatch.Providers.Local.Engine.Scheduling;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Engine.Views;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>
/// The engine: runs jobs as processes of this machine, with its state in a folder that no other engine may have meanwhile. One loop owns the
/// state; everything else asks it.
/// </summary>
internal sealed partial class LocalEngine : ILocalEngine, IEngineHealth
{
    private readonly EngineOptions _options;
    private readonly StateJournal<StateChange, SnapshotItem> _journal;
    private readonly IProcessLauncher _launcher;
    private readonly LaunchCrew _crew;
    private readonly AttemptFolders _folders;
    private readonly ScratchCleaner _cleaner;
    private readonly EngineCore _core;
    private readonly EngineLoop _loop;
    private readonly Ledger _ledger = new();
    private readonly AttemptRunner _runner;
    private readonly DependencyCascade _cascade;
    private readonly Scheduler _scheduler;
    private readonly QueueWaits _waits;
    private readonly LogWatch? _logs;
    private readonly SubmitCommand _submit;
    private readonly StopCommand _stop;
    private readonly RestartCommand _restart;
    private readonly ResourceCommands _resources;
    private readonly DefinitionCommands _definitions;
    private readonly JobView _view;
    private readonly JobListing _listing;
    private readonly JobDiagnoser _diagnosis;
    private readonly DateTimeOffset _startedAt;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Func<EngineState, bool> Condition, TaskCompletionSource<bool> Source)> _waiters = [];
    private Task _running = Task.CompletedTask;
    private int _isDisposed;

    private LocalEngine(
        EngineOptions options,
        MachineFacts machine,
        EngineState state,
        StateJournal<StateChange, SnapshotItem> journal,
        AttemptFolders folders,
        IProcessLauncher launcher)
    {
        _options = options;
        _journal = journal;
        _launcher = launcher;
        _startedAt = Clock.Now(options.Time);
        _folders = folders;
        _cleaner = new ScratchCleaner(_folders, options.Time);
        _crew = new LaunchCrew(Math.Min(Math.Max(Environment.ProcessorCount, 1), 4));
        _loop = new EngineLoop(() => _core!.FlushAsync(), AfterTurn, error => _core!.Fail(error));
        _core = new EngineCore(options, machine, state, journal, _loop.Post);
        var secrets = new SecretVault(options.ReadsSecretsFromEnvironment);
        _cascade = new DependencyCascade(_core);
        _runner = new AttemptRunner(_core, _ledger, new Launcher(_folders, launcher, options.FailurePoint), _crew, secrets, _cascade)
        {
            Ended = OnAttemptEnded,
        };
        _scheduler = new Scheduler(_core, _ledger, new LaunchPlanner(_core), _runner.Start);
        _submit = new SubmitCommand(_core, secrets, _cascade);
        _stop = new StopCommand(_core, _runner, secrets, _cascade);
        _restart = new RestartCommand(_core, secrets, _cascade);
        _resources = new ResourceCommands(_core);
        _definitions = new DefinitionCommands(_core);
        _waits = new QueueWaits(_core, (job, reason) => _stop.Stop(job, Enumerable.Range(0, job.Tasks.Length), reason));
        _logs = options.LargestLog is { } largest ? new LogWatch(_core, _folders, largest, () => _runner.All) : null;
        _view = new JobView(machine, _folders);
        _listing = new JobListing(state, _view);
        _diagnosis = new JobDiagnoser(state, _ledger);
    }

    /// <summary>Completes when the engine has ended, by whatever way.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Why the engine accepts nothing more; null while all is well. It then has to be disposed and opened again.</summary>
    public BatchException? Failure => _core.Failure;

    /// <summary>Completes when the engine has found that it cannot go on.</summary>
    public Task Failed => _core.Failed;

    /// <summary>
    /// Takes the state folder, settles what an engine before this one left, and begins to work.
    /// </summary>
    /// <exception cref="BatchException">
    /// <see cref="BatchErrorCode.Conflict"/>: the folder is in use; otherwise the folder cannot be used, and the message says why.
    /// </exception>
    public static async Task<LocalEngine> OpenAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        var machine = options.Machine ?? MachineProbe.Look();
        var state = new EngineState(machine);
        var journal = await EngineFolders.OpenJournalAsync(options, state, cancellationToken).ConfigureAwait(false);
        LocalEngine? engine = null;
        try
        {
            state.CompleteRestore();

            // Probing what limits there are starts processes, which takes some milliseconds.
            var (folders, launcher) = await Task.Run(() => EngineFolders.OpenAttempts(options), cancellationToken).ConfigureAwait(false);
            engine = new LocalEngine(options, machine, state, journal, folders, launcher);
            await engine.BeginAsync(cancellationToken).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            if (engine is not null)
            {
                await engine.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                await journal.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Completes after the first turn of the loop at whose end the state is such; never, when the engine ends before.</summary>
    /// <param name="condition">Asked after each turn, on the loop: it must be quick and only look.</param>
    public Task WhenAsync(Func<EngineState, bool> condition)
    {
        var source = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() => _waiters.Add((condition, source)));
        return source.Task;
    }

    /// <summary>Ends the engine and leaves running tasks alone: the next engine finds them again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await EndAsync().ConfigureAwait(false);
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        _core.Commit(new StateChange
        {
            Opened = new EngineOpened { Time = Clock.ToStored(_startedAt), ProcessId = EngineIdentity.ProcessId, ProductVersion = EngineIdentity.ProductVersion },
        });
        var recovery = new AttemptRecovery(_core, _runner, _folders, _launcher);
        await recovery.RunAsync(cancellationToken).ConfigureAwait(false);
        EngineLog.Opened(_core.Logger, _options.StateFolder, _core.State.Jobs.Count, recovery.Settled, recovery.Adopted);
        _loop.Post(() =>
        {
            // What ended while no engine was there, or was settled just now, may be waited for.
            foreach (var job in _core.State.LiveJobs.Where(job => job.CountOf(JobState.Blocked) > 0).OrderBy(job => job.Number).ToList())
            {
                _cascade.JudgeAll(job);
            }
        });
        _running = _loop.RunAsync();
        _logs?.Begin();
        _ = Task.Run(() => new ScratchSweep(_loop, _core.State, _runner, _folders, _cleaner, _options.KeepsFailedScratch).RunAsync(), CancellationToken.None);
    }

    private void AfterTurn()
    {
        if (_core.IsClosing)
        {
            return;
        }

        _scheduler.Run();
        _waits.Look();
        _core.State.Jobs.Pack();
        if (_journal.IsSnapshotDue || (IsIdle && _journal.IsSnapshotDueWhenIdle))
        {
            _ = SnapshotAsync();
        }

        CheckWaiters();
    }

    private void CheckWaiters() => _waiters.RemoveAll(waiter =>
    {
        if (waiter.Condition(_core.State))
        {
            waiter.Source.TrySetResult(true);
            return true;
        }

        return false;
    });

    private void OnAttemptEnded(LiveAttempt attempt, bool succeeded)
    {
        _logs?.AddEnded(attempt.Id);
        _cleaner.Remove(attempt.Id, !succeeded && _options.KeepsFailedScratch ? Retention.Everything : Retention.Logs);
    }

    /// <summary>To be called on the loop: the state is captured before the first wait.</summary>
    private async Task SnapshotAsync()
    {
        var capture = new SnapshotCapture(_core.State);
        _core.State.BeforeEndedChanges = capture.Keep;
        try
        {
            await _journal.SnapshotAsync(capture, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is BatchException or OperationCanceledException or ObjectDisposedException)
        {
            EngineLog.SnapshotFailed(_core.Logger, error);
        }
        finally
        {
            _loop.Post(() =>
            {
                if (_core.State.BeforeEndedChanges == capture.Keep)
                {
                    _core.State.BeforeEndedChanges = null;
                }
            });
        }
    }
}
