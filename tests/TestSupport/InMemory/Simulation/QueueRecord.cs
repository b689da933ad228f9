using MultiBatch.Queues;

namespace MultiBatch.TestSupport.InMemory.Simulation;

internal sealed class QueueRecord(JobQueueSpec spec, IReadOnlyList<EnvironmentRecord> environments)
{
    public JobQueueSpec Spec { get; set; } = spec;

    public IReadOnlyList<EnvironmentRecord> Environments { get; set; } = environments;
}
