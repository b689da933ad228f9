using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Dependencies;

/// <summary>Decides whether the conditions of a task are met. Pure.</summary>
internal static class DependencyRules
{
    /// <summary>The verdict for one task of a job.</summary>
    public static DependencyVerdict Judge(IReadOnlyList<DependencyEdge> edges, int index)
    {
        var isMet = true;
        foreach (var edge in edges)
        {
            var state = StateOf(edge, index);
            if (!state.IsTerminal())
            {
                isMet = false;
            }
            else if (!IsMetBy(edge.On, state))
            {
                return DependencyVerdict.Never(edge);
            }
        }

        return isMet ? DependencyVerdict.Met : DependencyVerdict.Pending;
    }

    /// <summary>Whether the verdict is the same for all tasks of the job.</summary>
    public static bool IsSameForAll(IReadOnlyList<DependencyEdge> edges) => edges.All(edge => edge.Mode == DependencyMode.Whole);

    /// <summary>Why a task will not run, for people.</summary>
    public static string Explain(DependencyEdge edge, int index)
    {
        // The same text for all children of an array: it is stored once.
        var name = $"job '{edge.Predecessor.Name}' ({edge.Predecessor.Key})";
        name = edge.Mode == DependencyMode.IndexToIndex ? $"the same child of {name}"
            : edge.Index is { } child ? FormattableString.Invariant($"child {child} of {name}")
            : name;
        return edge.On == DependencyCondition.Failure
            ? $"Waited for the failure of {name}, which succeeded."
            : $"Waited for the success of {name}, which {(StateOf(edge, index) == JobState.Failed ? "failed" : "was cancelled")}.";
    }

    private static int? AwaitedIndex(DependencyEdge edge, int index) => edge.Mode == DependencyMode.IndexToIndex ? index : edge.Index;

    private static JobState StateOf(DependencyEdge edge, int index) =>
        AwaitedIndex(edge, index) is { } awaited ? edge.Predecessor.Tasks[awaited].State : edge.Predecessor.State;

    private static bool IsMetBy(DependencyCondition condition, JobState end) => condition switch
    {
        DependencyCondition.Success => end == JobState.Succeeded,
        DependencyCondition.Failure => end is JobState.Failed or JobState.Cancelled,
        _ => true,
    };
}
