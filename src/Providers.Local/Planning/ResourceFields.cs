using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>vCPUs, memory and what else a machine may have.</summary>
internal static class ResourceFields
{
    private const double MilliPerVCpu = 1000;

    public static void Plan(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        PlanVCpus(spec, facts, list);
        PlanMemory(spec, facts, list);
        PlanArchitecture(spec, facts, list);
        list.RejectIfSet(SpecPointers.GpuCount, LocalReasons.Gpu, "leave gpu out; a process can use what GPUs there are, beside others");
        list.RejectIfSet(SpecPointers.GpuModel, LocalReasons.Gpu, "leave gpu out; a process can use what GPUs there are, beside others");
        list.RejectIfSet(SpecPointers.MachineType, LocalReasons.MachineType, "write vcpus and memory");
        foreach (var disk in new[]
        {
            SpecPointers.BootDiskSize, SpecPointers.BootDiskType, SpecPointers.DataDiskSize, SpecPointers.DataDiskType, SpecPointers.DataDiskMountPath,
        })
        {
            list.RejectIfSet(disk, LocalReasons.Disk, "leave it out; put the state folder on a disk that is large enough");
        }
    }

    private static void PlanVCpus(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        if (spec.Resources?.VCpus is not { } vCpus)
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.VCpus, Text(TaskNeed.DefaultVCpus), "one task for each vCPU of an environment; not limited"));
            return;
        }

        var milli = TaskNeed.ToMilli(vCpus);
        var how = facts.Traits is null ? null : facts.Traits.LimitsCpu ? "held to by " + facts.Traits.LimitsExplanation : "counted against the environment, not limited";
        list.Add(TooMuch(facts, environment => environment.MaxVCpus >= milli / MilliPerVCpu, environment => Text(environment.MaxVCpus!.Value)) is { } largest
            ? FieldDisposition.Rejected(SpecPointers.VCpus, $"no environment of queue '{spec.Queue}' has {Text(vCpus)} vCPUs: the job would wait for ever", $"at most {largest}")
            : milli / MilliPerVCpu != vCpus
            ? FieldDisposition.Rounded(SpecPointers.VCpus, Text(vCpus), Text(milli / MilliPerVCpu), "vCPUs are counted in thousandths")
            : FieldDisposition.Honored(SpecPointers.VCpus, how));
    }

    private static void PlanMemory(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        if (spec.Resources?.Memory is not { } memory)
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.Memory, "unlimited", "memory that is not asked for is neither counted nor limited"));
            return;
        }

        var how = facts.Traits is null ? null : facts.Traits.LimitsMemory ? "held to by " + facts.Traits.LimitsExplanation : "counted against the environment, not limited";
        list.Add(TooMuch(facts, environment => environment.MaxMemory >= memory, environment => environment.MaxMemory!.Value.ToString()) is { } largest
            ? FieldDisposition.Rejected(SpecPointers.Memory, $"no environment of queue '{spec.Queue}' has {memory} of memory: the job would wait for ever", $"at most {largest}")
            : FieldDisposition.Honored(SpecPointers.Memory, how));
    }

    private static void PlanArchitecture(JobSpec spec, PlanFacts facts, DispositionList list)
    {
        if (spec.Resources?.Architecture is { } architecture)
        {
            list.Add(architecture == facts.Architecture
                ? FieldDisposition.Honored(SpecPointers.Architecture)
                : FieldDisposition.Rejected(
                    SpecPointers.Architecture,
                    $"this machine is {(facts.Architecture is { } own ? EnumText.Format(own) : "of another instruction set")}",
                    "leave it out, or use a connection to a machine of that kind"));
        }
    }

    /// <summary>The largest there is, when no environment has enough; null when one has, or when nobody could be asked.</summary>
    private static string? TooMuch(
        PlanFacts facts, Func<Environments.ComputeEnvironmentSpec, bool> isEnough, Func<Environments.ComputeEnvironmentSpec, string> text)
    {
        var environments = facts.Placement?.Environments;
        return environments is not { Count: > 0 } || environments.Any(environment => isEnough(environment.Spec)) ? null
            : string.Join(" or ", environments.Select(environment => $"{text(environment.Spec)} ({environment.Name})"));
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
