using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Dependencies: jobs of this region, in any queue, whose success is waited for.</summary>
internal static class DependencyFields
{
    private const string IndexToIndex = "N_TO_N";

    /// <param name="spec">The job.</param>
    /// <param name="own">The shape the job will have.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="parts">The native ids of the parts of a job that has several, in order.</param>
    /// <param name="draft">Takes what is waited for.</param>
    /// <param name="list">Takes the dispositions.</param>
    public static void Plan(
        JobSpec spec, JobShape own, PlanFacts facts, Func<string, IReadOnlyList<string>?> parts, JobDraft draft, DispositionList list)
    {
        for (var place = 0; place < spec.DependsOn?.Count; place++)
        {
            var pointer = SpecPointers.Item(SpecPointers.DependsOn, place);
            list.Add(PlanJob(spec.DependsOn[place], pointer + "/job", own, facts, parts, draft));
            if (list.IsOpen(pointer + "/on"))
            {
                list.Add(spec.DependsOn[place].On is null or DependencyCondition.Success
                    ? FieldDisposition.Honored(pointer + "/on")
                    : FieldDisposition.Rejected(
                        pointer + "/on", "the service starts a job when others succeeded, not when they failed or ended anyhow", "allow a held job", AwsSources.SubmitJob));
            }

            list.Honor(pointer + "/mode");
        }

        if (draft.Dependencies.Count + draft.PartDependencies.Count > AwsLimits.MostDependencies && list.IsAccepted)
        {
            var last = SpecPointers.Item(SpecPointers.DependsOn, spec.DependsOn!.Count - 1);
            list.Add(FieldDisposition.Rejected(
                last, $"split arrays count once for each 10,000 children: together these are {draft.Dependencies.Count} native dependencies, and the service takes {AwsLimits.MostDependencies}",
                "let one job wait for the others, and this one for it", AwsSources.Limits));
        }
    }

    /// <summary>The ids of the jobs waited for.</summary>
    public static IEnumerable<JobReference> References(JobSpec spec)
    {
        foreach (var dependency in spec.DependsOn ?? [])
        {
            if (JobReference.TryParse(dependency.Job, out var reference) && reference!.Provider == AwsProviderName.Value)
            {
                yield return reference;
            }
        }
    }

    private static FieldDisposition PlanJob(
        JobDependency dependency, string pointer, JobShape own, PlanFacts facts, Func<string, IReadOnlyList<string>?> parts, JobDraft draft)
    {
        if (!JobReference.TryParse(dependency.Job, out var reference) || reference!.Provider != AwsProviderName.Value)
        {
            return FieldDisposition.Rejected(pointer, $"'{dependency.Job}' is no job of AWS Batch", "write a reference as submit prints it");
        }

        if (reference.Region is { } region && facts.Region is { } here && region != here)
        {
            return FieldDisposition.Rejected(pointer, $"{reference} is in {region}, and this job goes to {here}", "jobs of one region", AwsSources.SubmitJob);
        }

        var isIndexed = dependency.Mode == DependencyMode.IndexToIndex;
        if (!facts.Dependencies.TryGetValue(reference.Id, out var shape))
        {
            draft.Dependencies.Add(new JobDependencyEntry
            {
                JobId = NativeIds.Of(reference.Id, reference.Index),
                Type = isIndexed ? IndexToIndex : null,
            });
            return FieldDisposition.Unverified(pointer, "the job has to be read");
        }

        if (shape is null)
        {
            return FieldDisposition.Rejected(pointer, $"there is no job {reference}", "a job whose history the service still keeps", AwsSources.SubmitJob);
        }

        if ((shape.Parts == 1 ? [reference.Id] : parts(reference.Id)) is not { } ids)
        {
            return FieldDisposition.Rejected(pointer, $"not all parts of {reference} are there yet", "submit again in a moment", AwsSources.Ours);
        }

        return isIndexed ? PlanIndexed(reference, pointer, own, shape, ids, draft) : PlanWhole(reference, pointer, shape, ids, draft);
    }

    private static FieldDisposition PlanWhole(JobReference reference, string pointer, JobShape shape, IReadOnlyList<string> ids, JobDraft draft)
    {
        if (reference.Index is { } index)
        {
            if (shape.Find(index) is not { } place)
            {
                return FieldDisposition.Rejected(pointer, $"there is no child {index} of {reference.Parent}", $"an index below {shape.Size ?? 0}");
            }

            draft.Dependencies.Add(new JobDependencyEntry { JobId = NativeIds.Of(ids[place.Part], place.NativeIndex) });
            return FieldDisposition.Honored(pointer);
        }

        draft.Dependencies.AddRange(ids.Select(id => new JobDependencyEntry { JobId = id }));
        return FieldDisposition.Honored(pointer, ids.Count > 1 ? $"on each of its {ids.Count} native jobs" : null);
    }

    private static FieldDisposition PlanIndexed(
        JobReference reference, string pointer, JobShape own, JobShape shape, IReadOnlyList<string> ids, JobDraft draft)
    {
        if (shape.Size is null || own.Size != shape.Size || reference.Index is not null)
        {
            return FieldDisposition.Rejected(
                pointer, shape.Size is null ? $"{reference} is no array" : $"index by index needs arrays of one size: {reference} has {shape.Size} children, this job {own.Size ?? 1}",
                "wait for the whole job", AwsSources.SubmitJob);
        }

        if (own.PartSize == shape.PartSize)
        {
            draft.PartDependencies.Add(part => new JobDependencyEntry { JobId = ids[part], Type = own.IsNativeArray(part) ? IndexToIndex : null });
            return FieldDisposition.Honored(pointer);
        }

        if (own.PartSize == 1)
        {
            draft.PartDependencies.Add(part => new JobDependencyEntry { JobId = NativeIds.Of(ids[part / shape.PartSize], part % shape.PartSize) });
            return FieldDisposition.Honored(pointer);
        }

        return FieldDisposition.Rejected(
            pointer, $"the children of {reference} are plain jobs, this job's are those of a native array: the service cannot join them one by one",
            "wait for the whole job", AwsSources.SubmitJob);
    }
}
