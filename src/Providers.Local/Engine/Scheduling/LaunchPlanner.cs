using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Scheduling;

/// <summary>
/// Journals the intent to launch, for many tasks ahead and in one go, so that no start waits for the disk on its own account. A task may be
/// launched once the intent is durable; a crash leaves at most one window of intents to be looked through.
/// </summary>
internal sealed class LaunchPlanner
{
    private const int Window = 256;
    private const int RefillBelow = Window / 2;

    private readonly EngineCore _core;
    private bool _isUnderWay;

    public LaunchPlanner(EngineCore core) => _core = core;

    /// <summary>Plans from a job on that is about to start something and has nothing planned.</summary>
    public void PlanFrom(JobEntry job) => Plan(job);

    /// <summary>Plans on before what is planned runs out.</summary>
    public void PlanAhead()
    {
        if (_core.State.PlannedTasks < RefillBelow)
        {
            Plan(null);
        }
    }

    private void Plan(JobEntry? first)
    {
        if (_isUnderWay || _core.IsClosing)
        {
            return;
        }

        var jobs = ReadyOrder.Candidates(_core.State, Window);
        if (first is not null)
        {
            // It may be further down than the window reaches when those before it do not fit.
            jobs.Remove(first);
            jobs.Insert(0, first);
        }

        var left = Window;
        var planned = new List<JobEntry>();
        foreach (var job in jobs)
        {
            var count = Math.Min(left, MostUseful(job.Live!));
            if (count > 0)
            {
                Plan(job, count);
                planned.Add(job);
                left -= count;
            }
        }

        if (planned.Count == 0)
        {
            return;
        }

        _isUnderWay = true;
        _core.WhenDurable(() => Confirm(planned));
    }

    private static int MostUseful(LiveJob live) =>
        live.Unplanned.Count == 0 || live.Planned.Count + live.Planning.Count >= live.Parallelism ? 0 : live.Unplanned.Count;

    private void Plan(JobEntry job, int count)
    {
        _core.Reach(EnginePoint.IntentStarts);
        _core.Commit(new StateChange
        {
            Planned = new LaunchesPlanned { Job = job.Number, Tasks = IndexRanges.Of(job.Live!.Unplanned.Take(count)) },
        });
    }

    private void Confirm(List<JobEntry> planned)
    {
        _isUnderWay = false;
        _core.Reach(EnginePoint.IntentDurable);
        foreach (var job in planned)
        {
            EngineState.ConfirmPlans(job);
        }
    }
}
