using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Planning.Rules;

/// <summary>
/// The features a spec needs, each with the field that asks for it. A field whose feature is declared unsupported is refused even when the
/// provider's own plan let it pass: capabilities are a promise.
/// </summary>
internal static class FeatureRules
{
    /// <summary>The features that a spec needs. A value that is the same as not set needs none.</summary>
    public static IEnumerable<(BatchFeature Feature, string Pointer)> Needed(JobSpec spec)
    {
        if (spec.Image is not null)
        {
            yield return (BatchFeature.Images, SpecPointers.Image);
        }
        else
        {
            yield return (BatchFeature.Processes, SpecPointers.Image);
        }

        if (spec.Script is not null)
        {
            yield return (BatchFeature.Scripts, SpecPointers.Script);
        }

        if (spec.Env is { Count: > 0 })
        {
            yield return (BatchFeature.EnvironmentVariables, SpecPointers.Env);
        }

        if (spec.Secrets is { Count: > 0 })
        {
            yield return (BatchFeature.Secrets, SpecPointers.Secrets);
        }

        if (spec.Mounts is { Count: > 0 })
        {
            yield return (BatchFeature.Mounts, SpecPointers.Item(SpecPointers.Mounts, 0) + "/source");
        }

        foreach (var needed in OfResources(spec.Resources).Concat(OfPolicy(spec)).Concat(OfDependencies(spec)))
        {
            yield return needed;
        }

        if (spec.Array is not null)
        {
            var pointer = spec.Array.Tasks is null ? SpecPointers.ArraySize : SpecPointers.ArrayTasks;
            yield return (BatchFeature.Arrays, pointer);
            if (spec.Array.Tasks is not null)
            {
                yield return (BatchFeature.TaskTables, pointer);
            }

            if (spec.Array.Parallelism is not null)
            {
                yield return (BatchFeature.ArrayParallelism, SpecPointers.ArrayParallelism);
            }
        }
    }

    /// <summary>The features that one dependency needs.</summary>
    public static IEnumerable<(BatchFeature Feature, string Pointer)> OfDependency(JobDependency dependency, int index)
    {
        var item = SpecPointers.Item(SpecPointers.DependsOn, index);
        yield return dependency.On switch
        {
            DependencyCondition.Failure => (BatchFeature.DependencyOnFailure, item + "/on"),
            DependencyCondition.AnyEnd => (BatchFeature.DependencyOnAnyEnd, item + "/on"),
            _ => (BatchFeature.DependencyOnSuccess, item + "/job"),
        };

        if (dependency.Mode == DependencyMode.IndexToIndex)
        {
            yield return (BatchFeature.DependencyIndexToIndex, item + "/mode");
        }

        if (JobReference.TryParse(dependency.Job, out var reference) && reference!.Index is not null)
        {
            yield return (BatchFeature.DependencyOnIndex, item + "/job");
        }
    }

    /// <summary>Whether a rejection is about the same field, or the group it belongs to.</summary>
    public static bool IsSameField(string rejected, string pointer) =>
        string.Equals(rejected, pointer, StringComparison.Ordinal)
        || string.Equals(rejected.Substring(0, Math.Max(0, rejected.LastIndexOf('/'))), pointer.Substring(0, pointer.LastIndexOf('/')), StringComparison.Ordinal)
            && pointer.LastIndexOf('/') > 0;

    /// <summary>What to say of a feature whose declaration carries no note.</summary>
    public static string Missing(BatchFeature feature, string provider) => $"{provider} does not support this ({feature})";

    private static IEnumerable<(BatchFeature Feature, string Pointer)> OfResources(ResourceSpec? resources)
    {
        if (resources?.Gpu is { } gpu)
        {
            yield return (BatchFeature.Gpus, gpu.Count is not null ? SpecPointers.GpuCount : SpecPointers.GpuModel);
        }

        if (resources?.Architecture is not null)
        {
            yield return (BatchFeature.Architectures, SpecPointers.Architecture);
        }

        if (resources?.MachineType is not null)
        {
            yield return (BatchFeature.MachineTypes, SpecPointers.MachineType);
        }

        if (resources?.BootDisk is { } boot)
        {
            yield return (BatchFeature.BootDisks, boot.Size is not null ? SpecPointers.BootDiskSize : SpecPointers.BootDiskType);
        }

        if (resources?.DataDisk is { } data)
        {
            yield return (
                BatchFeature.DataDisks,
                data.Size is not null ? SpecPointers.DataDiskSize : data.Type is not null ? SpecPointers.DataDiskType : SpecPointers.DataDiskMountPath);
        }
    }

    private static IEnumerable<(BatchFeature Feature, string Pointer)> OfPolicy(JobSpec spec)
    {
        if (spec.Identity is { } identity)
        {
            yield return (BatchFeature.Identities, identity.Task is not null ? SpecPointers.IdentityTask : SpecPointers.IdentityExecution);
        }

        if (spec.Exclusive == true)
        {
            yield return (BatchFeature.ExclusivePlacement, SpecPointers.Exclusive);
        }

        if (spec.Purchase is { Kind: not PurchaseKind.OnDemand } purchase)
        {
            yield return (purchase.Kind == PurchaseKind.Spot ? BatchFeature.Spot : BatchFeature.SpotThenOnDemand, SpecPointers.Purchase);
        }

        if (spec.Attempts?.Max > 1)
        {
            yield return (BatchFeature.Retries, SpecPointers.MaxAttempts);
        }

        for (var index = 0; index < spec.Attempts?.Rules?.Count; index++)
        {
            var item = SpecPointers.Item(SpecPointers.AttemptRules, index);
            if (spec.Attempts.Rules[index].ExitCodes is not null)
            {
                yield return (BatchFeature.RetryByExitCode, item + "/exitCodes");
            }

            if (spec.Attempts.Rules[index].Causes is not null)
            {
                yield return (BatchFeature.RetryByCause, item + "/causes");
            }
        }

        if (spec.Timeout is not null)
        {
            yield return (BatchFeature.Timeouts, SpecPointers.Timeout);
        }

        if (spec.Priority is not (null or 0))
        {
            yield return (BatchFeature.JobPriority, SpecPointers.Priority);
        }

        if (spec.Labels is { Count: > 0 })
        {
            yield return (BatchFeature.Labels, SpecPointers.Labels);
        }
    }

    private static IEnumerable<(BatchFeature Feature, string Pointer)> OfDependencies(JobSpec spec)
    {
        for (var index = 0; index < spec.DependsOn?.Count; index++)
        {
            foreach (var needed in OfDependency(spec.DependsOn[index], index))
            {
                yield return needed;
            }
        }
    }
}
