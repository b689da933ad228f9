using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Dependencies;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>Dependencies: jobs of this engine, in any queue.</summary>
internal static class DependencyFields
{
    public static void Plan(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        var size = spec.Array is null ? (int?)null : spec.Array.Size ?? spec.Array.Tasks?.Rows.Count;
        for (var place = 0; place < spec.DependsOn?.Count; place++)
        {
            var pointer = SpecPointers.Item(SpecPointers.DependsOn, place);
            list.Add(PlanJob(spec.DependsOn[place], pointer + "/job", size, facts.Placement?.Predecessors[place]));
            list.Honor(pointer + "/mode", pointer + "/on");
        }
    }

    /// <summary>The reference of each dependency, for a look at the jobs; one that is none stands for a job that is not there.</summary>
    public static IReadOnlyList<JobReference> References(JobSpec spec) =>
        (spec.DependsOn ?? []).Select(dependency =>
            JobReference.TryParse(dependency.Job, out var reference) ? reference! : new JobReference(LocalProviderName.Value, "-")).ToList();

    private static FieldDisposition PlanJob(JobDependency dependency, string pointer, int? size, PredecessorFacts? predecessor)
    {
        if (!JobReference.TryParse(dependency.Job, out var reference) || reference!.Provider != LocalProviderName.Value)
        {
            return FieldDisposition.Rejected(pointer, $"'{dependency.Job}' is no job of this engine", "write a reference as submit prints it");
        }

        return predecessor is not { Exists: true }
            ? FieldDisposition.Unverified(
                pointer,
                predecessor is null ? "the engine has to be asked for the job" : $"{reference} is not there yet; a submit is refused as long as it is not")
            : DependencyCheck.Problem(dependency, reference, predecessor.ArraySize, size) is { } problem
            ? FieldDisposition.Rejected(pointer, problem)
            : FieldDisposition.Honored(pointer);
    }
}
