using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Serialization;
using MultiBatch.TestSupport.InMemory.Simulation;

namespace MultiBatch.TestSupport.InMemory.Planning;

/// <summary>Gives each field of a spec the disposition that the service's capabilities say.</summary>
internal sealed class JobPlanner(InMemoryOptions options, Func<string, JobQueueProblem?> findQueueProblem, Func<JobReference, string?> findQueueOf)
{
    public ProviderPlan Plan(PlanRequest request)
    {
        var spec = request.Spec;
        var list = new FeatureDispositions(options, spec);
        list.Honor(SpecPointers.Name, SpecPointers.Command, SpecPointers.VCpus, SpecPointers.Memory);
        PlanQueue(list, request);
        PlanTask(list, spec);
        PlanPlacement(list, spec);
        PlanAttempts(list, spec);
        PlanDependencies(list, request);
        list.Need(SpecPointers.Priority, BatchFeature.JobPriority);
        list.Need(SpecPointers.Labels, BatchFeature.Labels);
        list.Need(SpecPointers.ArraySize, BatchFeature.Arrays);
        list.Need(SpecPointers.ArrayTasks, BatchFeature.TaskTables);
        list.Need(SpecPointers.ArrayParallelism, BatchFeature.ArrayParallelism);
        PlanNative(list, spec);
        if (spec.Resources?.VCpus is null)
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.VCpus, "1", "the service's default"));
        }

        return new ProviderPlan(request, list.Complete(), () => [new NativeRequest("memory submit", BatchJson.Write(spec))]);
    }

    private void PlanQueue(FeatureDispositions list, PlanRequest request)
    {
        if (request.Queue is not null)
        {
            // The client keeps the queues of this service and has looked this one up.
            list.Honor(SpecPointers.Queue);
        }
        else if (request.Mode == PlanMode.Offline)
        {
            list.Add(FieldDisposition.Unverified(SpecPointers.Queue, "memory describe queue"));
        }
        else if (findQueueProblem(request.Spec.Queue!) is { } problem)
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.Queue, problem.Why, problem.Alternative));
        }
        else
        {
            list.Honor(SpecPointers.Queue);
        }
    }

    private static void PlanTask(FeatureDispositions list, JobSpec spec)
    {
        if (spec.Image is null && !list.Supports(BatchFeature.Processes))
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.Image, "the simulated service runs containers only", "name an image"));
        }

        list.Need(SpecPointers.Script, BatchFeature.Scripts);
        list.Need(SpecPointers.Image, BatchFeature.Images);
        list.Need(SpecPointers.Env, BatchFeature.EnvironmentVariables);
        list.NeedBelow(SpecPointers.Mounts, BatchFeature.Mounts);
        var unreadable = spec.Secrets?.Values.FirstOrDefault(reference => TaskStart.SecretName(reference) is null);
        if (unreadable is not null && list.Supports(BatchFeature.Secrets))
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.Secrets, $"'{unreadable}' is no place this service keeps secrets in", "memory:NAME"));
        }

        list.Need(SpecPointers.Secrets, BatchFeature.Secrets);
    }

    private static void PlanPlacement(FeatureDispositions list, JobSpec spec)
    {
        list.NeedBelow("/resources/gpu", BatchFeature.Gpus);
        list.Need(SpecPointers.Architecture, BatchFeature.Architectures);
        list.Need(SpecPointers.MachineType, BatchFeature.MachineTypes);
        list.NeedBelow("/resources/bootDisk", BatchFeature.BootDisks);
        list.NeedBelow("/resources/dataDisk", BatchFeature.DataDisks);
        list.NeedBelow("/identity", BatchFeature.Identities);
        list.NeedUnless(spec.Exclusive == false, SpecPointers.Exclusive, BatchFeature.ExclusivePlacement);
        list.NeedUnless(
            spec.Purchase?.Kind == PurchaseKind.OnDemand,
            SpecPointers.Purchase,
            spec.Purchase?.Kind == PurchaseKind.Spot ? BatchFeature.Spot : BatchFeature.SpotThenOnDemand);
    }

    private void PlanAttempts(FeatureDispositions list, JobSpec spec)
    {
        list.NeedUnless(spec.Attempts?.Max == 1, SpecPointers.MaxAttempts, BatchFeature.Retries);
        for (var index = 0; index < spec.Attempts?.Rules?.Count; index++)
        {
            var item = SpecPointers.Item(SpecPointers.AttemptRules, index);
            list.Need(item + "/exitCodes", BatchFeature.RetryByExitCode);
            list.Need(item + "/causes", BatchFeature.RetryByCause);
            list.Honor(item + "/action");
        }

        list.NeedUnless(spec.Attempts?.Otherwise == AttemptAction.Retry, SpecPointers.AttemptOtherwise, BatchFeature.RetryByExitCode);
        if (spec.Timeout < options.ShortestTimeout && list.Supports(BatchFeature.Timeouts))
        {
            list.Add(FieldDisposition.Rounded(
                SpecPointers.Timeout, DurationText.Format(spec.Timeout.Value), DurationText.Format(options.ShortestTimeout), "the service's shortest timeout"));
        }

        list.Need(SpecPointers.Timeout, BatchFeature.Timeouts);
    }

    private void PlanDependencies(FeatureDispositions list, PlanRequest request)
    {
        for (var index = 0; index < request.Spec.DependsOn?.Count; index++)
        {
            var dependency = request.Spec.DependsOn[index];
            var item = SpecPointers.Item(SpecPointers.DependsOn, index);
            if (!JobReference.TryParse(dependency.Job, out var reference))
            {
                list.Add(FieldDisposition.Rejected(item + "/job", $"'{dependency.Job}' is no job reference"));
            }
            else if (request.Mode == PlanMode.Connected && findQueueOf(reference!) is null)
            {
                list.Add(FieldDisposition.Rejected(item + "/job", $"there is no job {reference}"));
            }
            else if (reference!.Index is not null)
            {
                list.Need(item + "/job", BatchFeature.DependencyOnIndex);
            }

            if (list.IsOpen(item + "/job") && findQueueOf(reference!) is { } queue && queue != request.Spec.Queue)
            {
                list.Need(item + "/job", BatchFeature.DependencyAcrossQueues);
            }

            var condition = dependency.On switch
            {
                DependencyCondition.Failure => BatchFeature.DependencyOnFailure,
                DependencyCondition.AnyEnd => BatchFeature.DependencyOnAnyEnd,
                _ => BatchFeature.DependencyOnSuccess,
            };
            list.Need(item + "/on", condition);
            list.Need(item + "/job", dependency.On is null ? condition : null);
            list.NeedUnless(dependency.Mode == DependencyMode.Whole, item + "/mode", BatchFeature.DependencyIndexToIndex);
        }
    }

    private static void PlanNative(FeatureDispositions list, JobSpec spec)
    {
        foreach (var (provider, section) in spec.Native ?? new Dictionary<string, System.Text.Json.JsonElement>())
        {
            var pointer = SpecPointers.Item(SpecPointers.Native, provider);
            list.Add(
                provider != InMemoryBatchProvider.ProviderName ? FieldDisposition.Honored(pointer, "for another provider; skipped")
                : NativeSection.ProblemOf(section) is { } problem ? FieldDisposition.Rejected(pointer, problem)
                : FieldDisposition.Honored(pointer));
        }
    }
}
