using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>A queue and the jobs of it that have something to start.</summary>
internal sealed class QueueEntry
{
    /// <summary>The queue that is always there.</summary>
    public const string DefaultName = "default";

    public QueueEntry(JobQueueSpec spec, IReadOnlyList<EnvironmentEntry> environments)
    {
        Spec = spec;
        Environments = environments;
    }

    public JobQueueSpec Spec { get; private set; }

    /// <summary>In the order in which they are tried.</summary>
    public IReadOnlyList<EnvironmentEntry> Environments { get; private set; }

    public string Name => Spec.Name;

    public int Priority => Spec.Priority ?? 0;

    public bool IsEnabled => Spec.Enabled ?? true;

    public bool IsDefault => Name == DefaultName;

    /// <summary>Jobs that have not ended.</summary>
    public int ActiveJobs { get; set; }

    /// <summary>The jobs with tasks to start, in the order in which they are served.</summary>
    public SortedSet<JobEntry> Ready { get; } = new(JobOrder.WithinQueue);

    public void Change(JobQueueSpec spec, IReadOnlyList<EnvironmentEntry> environments)
    {
        Spec = spec;
        Environments = environments;
    }

    /// <summary>Whether some environment could hold a task if nothing else ran and all were enabled.</summary>
    public bool CouldHold(TaskNeed need) => Environments.Any(environment => environment.CouldHold(need));
}
