using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>
/// Dependencies: on the success of jobs of one Azure job, which the dependent then joins. What is elsewhere a client has to watch. An array is waited
/// for through all its children, whose ids have to fit into the request; where they do not, through tasks that only wait for some of them each.
/// </summary>
internal static class DependencyFields
{
    public static void Plan(PlanRequest request, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        var spec = request.Spec;
        var characters = 0;
        for (var place = 0; place < spec.DependsOn?.Count; place++)
        {
            var pointer = SpecPointers.Item(SpecPointers.DependsOn, place);
            list.Add(PlanJob(request, spec.DependsOn[place], pointer + "/job", facts, draft, ref characters));
            if (list.IsOpen(pointer + "/on"))
            {
                list.Add(spec.DependsOn[place].On is null or DependencyCondition.Success
                    ? FieldDisposition.Honored(pointer + "/on")
                    : FieldDisposition.Rejected(
                        pointer + "/on", "which end of a task lets others start is fixed when it is added", "allow a held job", AzureSources.Dependencies));
            }

            list.Honor(pointer + "/mode");
        }
    }

    /// <summary>The jobs waited for.</summary>
    public static IEnumerable<JobReference> References(JobSpec spec)
    {
        foreach (var dependency in spec.DependsOn ?? [])
        {
            if (JobReference.TryParse(dependency.Job, out var reference) && reference!.Provider == AzureProviderName.Value)
            {
                yield return reference;
            }
        }
    }

    private static FieldDisposition PlanJob(
        PlanRequest request, JobDependency dependency, string pointer, PlanFacts facts, JobDraft draft, ref int characters)
    {
        if (!JobReference.TryParse(dependency.Job, out var reference) || reference!.Provider != AzureProviderName.Value)
        {
            return FieldDisposition.Rejected(pointer, $"'{dependency.Job}' is no job of Azure Batch", "write a reference as submit prints it");
        }

        if (facts.IsOffline || !facts.Dependencies.TryGetValue(reference.Id, out var known))
        {
            return FieldDisposition.Unverified(pointer, "the job has to be read");
        }

        if (known is null)
        {
            return FieldDisposition.Rejected(pointer, $"there is no job {reference}", "a job whose queue is still there", AzureSources.Dependencies);
        }

        if (!known.IsOpen || (draft.Generation is { } other && !TaskIds.Comparer.Equals(other, known.Generation))
            || GenerationIds.Parse(known.Generation)?.Queue is { } queue && !TaskIds.Comparer.Equals(queue, request.Spec.Queue))
        {
            return FieldDisposition.Emulated(pointer, $"the service knows dependencies within one Azure job only, and {reference} is in {known.Generation}: a client starts the job once it has ended", needsClient: true);
        }

        draft.Generation = known.Generation;
        if (dependency.Mode == DependencyMode.IndexToIndex)
        {
            var own = JobPlanner.SizeOf(request);
            if (known.Size is null || known.Size != own || reference.Index is not null)
            {
                return FieldDisposition.Rejected(
                    pointer, known.Size is null ? $"{reference} is no array" : $"index by index needs arrays of one size: {reference} has {known.Size} children, this job {own ?? 1}", "wait for the whole job");
            }

            draft.WaitsByIndex.Add(reference.Id);
            characters += TaskIds.Child(reference.Id, known.Size.Value).Length;
            return FieldDisposition.Honored(pointer);
        }

        if (reference.Index is { } index)
        {
            if (known.Size is not { } most || index >= most)
            {
                return FieldDisposition.Rejected(pointer, $"there is no child {index} of {reference.Parent}", $"an index below {known.Size ?? 0}");
            }

            draft.WaitsFor.Add(TaskIds.Child(reference.Id, index));
            characters += draft.WaitsFor[draft.WaitsFor.Count - 1].Length;
            return FieldDisposition.Honored(pointer);
        }

        if (known.Size is not { } size)
        {
            draft.WaitsFor.Add(reference.Id);
            characters += reference.Id.Length;
            return FieldDisposition.Honored(pointer);
        }

        return PlanWhole(request, reference, size, pointer, draft, ref characters);
    }

    private static FieldDisposition PlanWhole(PlanRequest request, JobReference reference, int size, string pointer, JobDraft draft, ref int characters)
    {
        var longest = TaskIds.Child(reference.Id, size).Length;
        if (characters + (size * longest) <= AzureLimits.DependencyCharacters)
        {
            draft.WaitsFor.AddRange(Enumerable.Range(0, size).Select(index => TaskIds.Child(reference.Id, index)));
            characters += size * longest;
            return FieldDisposition.Honored(pointer, $"on each of its {size} tasks");
        }

        var count = 0;
        foreach (var chunk in Enumerable.Range(0, size).Chunk(AzureLimits.ChildrenPerBarrier))
        {
            var id = TaskIds.Barrier(request.SubmissionId.ToString(), draft.Barriers.Count);
            draft.Barriers.Add(chunk.Select(index => TaskIds.Child(reference.Id, index)).ToList());
            draft.WaitsFor.Add(id);
            characters += id.Length;
            count++;
        }

        return FieldDisposition.Emulated(pointer, $"through {count} further tasks that only wait, for {AzureLimits.ChildrenPerBarrier} children each; each takes a slot for a moment");
    }
}
