using MultiBatch.Jobs;

namespace MultiBatch.TestSupport.InMemory.Simulation;

internal sealed record DependencyRecord(JobRecord Predecessor, int? Index, DependencyMode Mode, DependencyCondition On)
{
    /// <summary>True when met, false when it can no longer be met, null while it may be.</summary>
    public bool? IsMet(TaskRecord dependent)
    {
        var state = Mode == DependencyMode.IndexToIndex ? Predecessor.Tasks[dependent.Index].State
            : Index is { } index ? Predecessor.Tasks[index].State
            : Predecessor.State;
        return !state.IsTerminal() ? null : On switch
        {
            DependencyCondition.Success => state == JobState.Succeeded,
            DependencyCondition.Failure => state != JobState.Succeeded,
            _ => true,
        };
    }
}
