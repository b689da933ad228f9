using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Planning;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>What is kept of a job only until it has ended.</summary>
internal sealed class LiveJob
{
    public LiveJob(JobSpec spec, QueueEntry queue, int size, IReadOnlyList<DependencyEdge> edges)
    {
        Spec = spec;
        Queue = queue;
        Edges = edges;
        Need = TaskNeed.Of(spec);
        Mode = LocalSection.Read(spec).Mode;
        Parallelism = spec.Array?.Parallelism ?? int.MaxValue;
        Planned = new IndexSet(size);
        Planning = new IndexSet(size);
        Unplanned = new IndexSet(size);
    }

    public JobSpec Spec { get; }

    public QueueEntry Queue { get; }

    public TaskNeed Need { get; }

    /// <summary>How its attempts are started.</summary>
    public StartMode Mode { get; }

    /// <summary>The most tasks that may start or run at the same time.</summary>
    public int Parallelism { get; }

    public IReadOnlyList<DependencyEdge> Edges { get; }

    /// <summary>Queued tasks whose launch is planned, durably: they may be started at any moment.</summary>
    public IndexSet Planned { get; }

    /// <summary>Queued tasks whose launch is planned and not yet known to be durable.</summary>
    public IndexSet Planning { get; }

    /// <summary>Queued tasks whose launch is not planned yet.</summary>
    public IndexSet Unplanned { get; }

    /// <summary>Tasks that start or run, and those that a kill was ordered for.</summary>
    public Dictionary<int, RunningTask> Running { get; } = [];

    /// <summary>Tasks that start or run.</summary>
    public int Active { get; set; }

    public bool HasReady => Planned.Count + Planning.Count + Unplanned.Count > 0;

    /// <summary>Whether another task may start as far as the job itself is concerned.</summary>
    public bool MayStart => HasReady && Active < Parallelism;

    /// <summary>Since when later jobs may have been started before this one, because it did not fit: a timestamp, or null.</summary>
    public long? PassedOverSince { get; set; }
}
