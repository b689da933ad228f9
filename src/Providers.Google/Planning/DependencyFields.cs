using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>
/// Dependencies: through the v1alpha API, where the connection allows it. Otherwise the client has taken them out and holds the job. That a job which
/// somebody cancelled counts as failed there is assumed.
/// </summary>
internal static class DependencyFields
{
    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        for (var place = 0; place < spec.DependsOn?.Count; place++)
        {
            var dependency = spec.DependsOn[place];
            var pointer = SpecPointers.Item(SpecPointers.DependsOn, place);
            if (dependency.Mode == DependencyMode.IndexToIndex)
            {
                list.RejectIfSet(pointer + "/mode", GoogleReasons.IndexToIndex, "two steps in one task", GoogleSources.Job);
            }

            list.Add(PlanJob(dependency, pointer + "/job", facts, draft));
            list.Honor(pointer + "/mode", pointer + "/on");
        }
    }

    private static FieldDisposition PlanJob(JobDependency dependency, string pointer, PlanFacts facts, JobDraft draft)
    {
        if (!facts.Options.UseAlphaDependencies)
        {
            return FieldDisposition.Emulated(pointer, "a client that runs starts the job when its turn comes", needsClient: true);
        }

        if (!JobReference.TryParse(dependency.Job, out var reference) || reference!.Provider != GoogleProviderName.Value)
        {
            return FieldDisposition.Rejected(pointer, $"'{dependency.Job}' is no job of Google Batch", "write a reference as submit prints it");
        }

        if ((reference.Region is { } region && facts.Region is { } here && region != here) || reference.Index is not null || !JobIds.IsPossible(reference.Id))
        {
            // The service knows neither tasks nor jobs elsewhere; a client does.
            return FieldDisposition.Emulated(pointer, "the service waits for whole jobs of its own region; a client that runs waits for this one", needsClient: true);
        }

        draft.Dependencies[reference.Id] = dependency.On switch
        {
            DependencyCondition.Failure => "FAILED",
            DependencyCondition.AnyEnd => "FINISHED",
            _ => "SUCCEEDED",
        };
        return FieldDisposition.Honored(pointer, "by the service's v1alpha API");
    }
}
