using MultiBatch.Capabilities;
using MultiBatch.Environments;
using MultiBatch.Queues;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>A service without environments, queues and definitions, whose dependencies need a client, and which restarts nothing in place.</summary>
public sealed class CataloguedHarness() : InMemoryHarness(new InMemoryOptions
{
    Levels = new Dictionary<BatchFeature, SupportLevel>
    {
        [BatchFeature.Environments] = SupportLevel.EmulatedDurable,
        [BatchFeature.Queues] = SupportLevel.EmulatedDurable,
        [BatchFeature.Definitions] = SupportLevel.EmulatedDurable,
        [BatchFeature.Restart] = SupportLevel.EmulatedDurable,
        [BatchFeature.TaskTables] = SupportLevel.EmulatedDurable,
        [BatchFeature.DependencyOnSuccess] = SupportLevel.EmulatedWhileClientRuns,
        [BatchFeature.DependencyOnFailure] = SupportLevel.EmulatedWhileClientRuns,
        [BatchFeature.DependencyOnAnyEnd] = SupportLevel.EmulatedWhileClientRuns,
        [BatchFeature.DependencyOnIndex] = SupportLevel.EmulatedWhileClientRuns,
        [BatchFeature.DependencyAcrossQueues] = SupportLevel.EmulatedWhileClientRuns,
        [BatchFeature.DependencyIndexToIndex] = SupportLevel.Unsupported,
        [BatchFeature.SpotThenOnDemand] = SupportLevel.EmulatedWhileClientRuns,
        [BatchFeature.OrderedEnvironments] = SupportLevel.Unsupported,
        [BatchFeature.StopChild] = SupportLevel.Unsupported,
    },
    RepeatedSubmit = RepeatedSubmit.AlreadyExists,
    AttemptHistory = AttemptHistory.CountAndLast,
})
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var client = CreateClient();
        await client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = InMemoryService.DefaultQueue, MaxVCpus = 64 });
        await client.Queues.CreateAsync(new JobQueueSpec { Name = InMemoryService.DefaultQueue, Environments = [InMemoryService.DefaultQueue] });
    }
}
