using MultiBatch.Conformance.Workloads;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Conformance.Tests.InMemory;

internal sealed class InMemorySignals(InMemoryService service) : TaskSignals
{
    public override Task OpenAsync(string gate, CancellationToken cancellationToken)
    {
        service.World.Open(gate);
        return Task.CompletedTask;
    }

    public override Task<int> CountAsync(string mark, CancellationToken cancellationToken)
    {
        // Tasks of a real service run whether anybody looks or not.
        service.CatchUp();
        return Task.FromResult(service.World.CountMarks(mark));
    }
}
