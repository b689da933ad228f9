using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Scheduling;

/// <summary>
/// Starts what can start: queues by priority, jobs by priority and then first come, children by index, each in the first environment of its
/// queue that has room.
/// </summary>
/// <remarks>
/// A job that does not fit lets later ones pass, so that room is not idle for its sake; but only for
/// <see cref="EngineOptions.LongestBypass"/>. From then on the first such job has its environment kept for it: nothing that comes after it
/// starts there until it fits, which it does when what runs has ended. So nobody starves and no room stays idle longer than one task runs.
/// </remarks>
internal sealed class Scheduler
{
    // How far down each queue a start is looked for when the first jobs do not fit.
    private const int LookAhead = 256;

    private readonly EngineCore _core;
    private readonly Ledger _ledger;
    private readonly LaunchPlanner _planner;
    private readonly Action<JobEntry, int, EnvironmentEntry> _start;

    /// <param name="core">The engine.</param>
    /// <param name="ledger">The room there is.</param>
    /// <param name="planner">Plans launches ahead.</param>
    /// <param name="start">Launches a planned task.</param>
    public Scheduler(EngineCore core, Ledger ledger, LaunchPlanner planner, Action<JobEntry, int, EnvironmentEntry> start)
    {
        _core = core;
        _ledger = ledger;
        _planner = planner;
        _start = start;
    }

    /// <summary>True to start nothing more.</summary>
    public bool IsStopped { get; set; }

    public void Run()
    {
        if (IsStopped || _core.IsClosing || _core.State.ReadyQueues.Count == 0)
        {
            return;
        }

        if (StartFirst())
        {
            StartInOrder();
        }

        _planner.PlanAhead();
    }

    /// <summary>Starts tasks of the job whose turn it is: the usual case.</summary>
    /// <returns>True when it does not go on that way but others might start.</returns>
    private bool StartFirst()
    {
        while (ReadyOrder.First(_core.State) is { } job)
        {
            if (!HasRoomForAny())
            {
                return false;
            }

            if (!job.Live!.MayStart || FindEnvironment(job.Live, null) is not { } environment)
            {
                return true;
            }

            if (job.Live.Planned.Count == 0)
            {
                _planner.PlanFrom(job);
                return false;
            }

            _start(job, job.Live.Planned.First, environment);
        }

        return false;
    }

    private void StartInOrder()
    {
        var kept = new HashSet<EnvironmentEntry>();
        foreach (var job in ReadyOrder.Candidates(_core.State, LookAhead))
        {
            while (job.Live is { MayStart: true } live)
            {
                if (FindEnvironment(live, kept) is not { } environment)
                {
                    if (!KeepRoomFor(live, kept))
                    {
                        return;
                    }

                    break;
                }

                if (live.Planned.Count == 0)
                {
                    _planner.PlanFrom(job);
                    return;
                }

                _start(job, live.Planned.First, environment);
            }
        }
    }

    private EnvironmentEntry? FindEnvironment(LiveJob live, HashSet<EnvironmentEntry>? kept)
    {
        foreach (var environment in live.Queue.Environments)
        {
            if (_ledger.HasRoom(environment, live.Need) && kept?.Contains(environment) != true)
            {
                return environment;
            }
        }

        return null;
    }

    /// <summary>Takes note that a job was passed over, and keeps room for it when that has gone on long enough.</summary>
    /// <returns>False when nothing else may start at all.</returns>
    private bool KeepRoomFor(LiveJob live, HashSet<EnvironmentEntry> kept)
    {
        var environment = live.Queue.Environments.FirstOrDefault(candidate =>
            candidate.IsEnabled && candidate.CouldHold(live.Need) && !kept.Contains(candidate));
        if (environment is null)
        {
            // It never fits as things are, or waits behind another one that room is kept for.
            return true;
        }

        live.PassedOverSince ??= _core.Time.GetTimestamp();
        if (_core.Time.GetElapsedTime(live.PassedOverSince.Value) < _core.Options.LongestBypass)
        {
            return true;
        }

        kept.Add(environment);
        return !live.Need.IsExclusive;
    }

    private bool HasRoomForAny() =>
        !_ledger.IsTakenAlone && _core.State.ReadyQueues.Any(queue => queue.Environments.Any(environment => environment.IsEnabled && !environment.IsFull));
}
