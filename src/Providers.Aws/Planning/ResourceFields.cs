using System.Globalization;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>vCPUs, memory, GPUs and what else a task needs of its machine.</summary>
internal static class ResourceFields
{
    private const double DefaultVCpus = 1;
    private const long DefaultMebibytes = 2048;

    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        if (draft.Platform == Platform.Fargate)
        {
            PlanFargate(spec.Resources, draft, list);
        }
        else
        {
            PlanVCpus(spec, facts, draft, list);
            PlanMemory(spec.Resources, draft, list);
        }

        PlanGpu(spec.Resources, draft, list);
        PlanArchitecture(spec.Resources, facts, draft, list);
        PlanDisks(spec.Resources, draft, list);
        list.RejectIfSet(
            SpecPointers.MachineType, AwsReasons.MachineType, "a queue whose environment has that type only", AwsSources.Environments);
    }

    private static void PlanVCpus(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        var asked = spec.Resources?.VCpus;
        var whole = (long)Math.Ceiling(asked ?? DefaultVCpus);
        draft.Resources.Add(new ResourceRequirement { Type = "VCPU", Value = whole.ToString(CultureInfo.InvariantCulture) });
        var most = facts.Queue?.Environments.Where(environment => environment.MaxVCpus is not null).Select(environment => environment.MaxVCpus!.Value).DefaultIfEmpty(int.MaxValue).Max();
        list.Add(asked is not { } number ? FieldDisposition.Defaulted(SpecPointers.VCpus, "1", "what a job gets that asks for none")
            : whole > most ? FieldDisposition.Rejected(
                SpecPointers.VCpus, $"no environment of queue '{spec.Queue}' has {whole} vCPUs: the job would wait in RUNNABLE for ever",
                $"at most {most}, or a queue with a larger environment")
            : whole != number ? FieldDisposition.Rounded(
                SpecPointers.VCpus, Text(number), Text(whole), "on EC2 the service counts whole vCPUs", AwsSources.ResourceRequirement)
            : FieldDisposition.Honored(SpecPointers.VCpus));
    }

    private static void PlanMemory(ResourceSpec? resources, JobDraft draft, DispositionList list)
    {
        var asked = resources?.Memory;
        var mebibytes = Math.Max(AwsLimits.LeastMebibytes, asked?.MebibytesRoundedUp ?? DefaultMebibytes);
        draft.Resources.Add(new ResourceRequirement { Type = "MEMORY", Value = mebibytes.ToString(CultureInfo.InvariantCulture) });
        var used = ByteSize.FromMebibytes(mebibytes);
        list.Add(asked is not { } size ? FieldDisposition.Defaulted(SpecPointers.Memory, used.ToString(), "what a job gets that asks for none; a task that takes more is ended")
            : size != used ? FieldDisposition.Rounded(
                SpecPointers.Memory, size.ToString(), used.ToString(), $"the service counts MiB, at least {AwsLimits.LeastMebibytes}", AwsSources.ResourceRequirement)
            : FieldDisposition.Honored(SpecPointers.Memory, "a task that takes more is ended"));
    }

    private static void PlanFargate(ResourceSpec? resources, JobDraft draft, DispositionList list)
    {
        var (vCpus, memory) = (resources?.VCpus, resources?.Memory);
        var fit = FargateSizes.Fit(vCpus ?? DefaultVCpus, memory?.MebibytesRoundedUp ?? (vCpus is null ? DefaultMebibytes : 1));
        if (fit is not { } size)
        {
            var pointer = vCpus > FargateSizes.MostVCpus || memory is null ? SpecPointers.VCpus : SpecPointers.Memory;
            list.Add(FieldDisposition.Rejected(
                pointer, "Fargate has no size that large: it goes up to 16 vCPUs and 120 GiB", "a queue with an EC2 environment", AwsSources.Fargate));
            list.Honor(SpecPointers.VCpus, SpecPointers.Memory);
            return;
        }

        var used = ByteSize.FromMebibytes(size.Mebibytes);
        draft.Resources.Add(new ResourceRequirement { Type = "VCPU", Value = Text(size.VCpus) });
        draft.Resources.Add(new ResourceRequirement { Type = "MEMORY", Value = size.Mebibytes.ToString(CultureInfo.InvariantCulture) });
        list.Add(vCpus is not { } number ? FieldDisposition.Defaulted(SpecPointers.VCpus, Text(size.VCpus), "the smallest Fargate size that holds the job")
            : number != size.VCpus ? FieldDisposition.Rounded(SpecPointers.VCpus, Text(number), Text(size.VCpus), "Fargate has fixed sizes", AwsSources.Fargate)
            : FieldDisposition.Honored(SpecPointers.VCpus));
        list.Add(memory is not { } bytes ? FieldDisposition.Defaulted(SpecPointers.Memory, used.ToString(), "the smallest Fargate size that holds the job")
            : bytes != used ? FieldDisposition.Rounded(SpecPointers.Memory, bytes.ToString(), used.ToString(), "Fargate has fixed sizes", AwsSources.Fargate)
            : FieldDisposition.Honored(SpecPointers.Memory));
    }

    private static void PlanGpu(ResourceSpec? resources, JobDraft draft, DispositionList list)
    {
        if (resources?.Gpu is not { } gpu)
        {
            return;
        }

        if (draft.Platform == Platform.Fargate)
        {
            list.RejectIfSet(SpecPointers.GpuCount, "Fargate has no GPUs", "a queue with an EC2 environment", AwsSources.Fargate);
            list.RejectIfSet(SpecPointers.GpuModel, "Fargate has no GPUs", "a queue with an EC2 environment", AwsSources.Fargate);
            return;
        }

        draft.Resources.Add(new ResourceRequirement { Type = "GPU", Value = (gpu.Count ?? 1).ToString(CultureInfo.InvariantCulture) });
        list.Honor(SpecPointers.GpuCount);
        if (gpu.Model is { } model)
        {
            list.Add(FieldDisposition.Unverified(
                SpecPointers.GpuModel, $"the service counts GPUs and knows no models: a job gets a {model} where the queue's environments have such types only"));
        }
    }

    private static void PlanArchitecture(ResourceSpec? resources, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        if (resources?.Architecture is not { } architecture)
        {
            return;
        }

        if (draft.Platform == Platform.Fargate)
        {
            draft.RuntimePlatform = new RuntimePlatform
            {
                CpuArchitecture = architecture == CpuArchitecture.Arm64 ? "ARM64" : "X86_64",
                OperatingSystemFamily = "LINUX",
            };
            list.Honor(SpecPointers.Architecture);
            return;
        }

        if (facts.Queue is not { } queue)
        {
            list.Add(FieldDisposition.Unverified(SpecPointers.Architecture, "the instance types of the queue's environments have to be read"));
            return;
        }

        var known = queue.Environments.Where(environment => environment.Kind == EnvironmentKind.Managed).ToList();
        var other = known.Find(environment => InstanceTypes.ArchitectureOf(environment.InstanceTypes) is { } own && own != architecture);
        list.Add(other is not null ? FieldDisposition.Rejected(
                SpecPointers.Architecture,
                $"environment '{other.Name}' of queue '{queue.Name}' has instance types of {EnumText.Format(InstanceTypes.ArchitectureOf(other.InstanceTypes)!.Value)}",
                $"a queue with {EnumText.Format(architecture)} instance types", AwsSources.Environments)
            : known.Count == 0 ? FieldDisposition.Unverified(SpecPointers.Architecture, "the machines are not the service's to choose")
            : FieldDisposition.Honored(SpecPointers.Architecture, "the instance types of the queue's environments are of it"));
    }

    private static void PlanDisks(ResourceSpec? resources, JobDraft draft, DispositionList list)
    {
        if (draft.Platform == Platform.Ec2)
        {
            foreach (var pointer in new[]
            {
                SpecPointers.BootDiskSize, SpecPointers.BootDiskType, SpecPointers.DataDiskSize, SpecPointers.DataDiskType, SpecPointers.DataDiskMountPath,
            })
            {
                list.RejectIfSet(pointer, AwsReasons.Disk, "a launch template on the environment, an EFS mount, or Fargate", AwsSources.Environments);
            }

            return;
        }

        list.RejectIfSet(SpecPointers.BootDiskType, "Fargate storage has no types", "leave it out", AwsSources.EphemeralStorage);
        list.RejectIfSet(SpecPointers.DataDiskType, "Fargate storage has no types", "leave it out", AwsSources.EphemeralStorage);
        list.RejectIfSet(SpecPointers.DataDiskMountPath, "Fargate storage is the task's whole file system", "leave it out", AwsSources.EphemeralStorage);
        var sizes = new[] { (SpecPointers.BootDiskSize, resources?.BootDisk?.Size), (SpecPointers.DataDiskSize, resources?.DataDisk?.Size) };
        long asked = 0;
        foreach (var size in sizes)
        {
            asked += size.Item2?.Bytes ?? 0;
        }

        var gibibytes = Math.Max(AwsLimits.SmallestEphemeral, (long)Math.Ceiling(asked / (1024d * 1024 * 1024)));
        foreach (var (pointer, size) in sizes)
        {
            if (size is { } one)
            {
                list.Add(gibibytes > AwsLimits.LargestEphemeral ? FieldDisposition.Rejected(
                        pointer, $"Fargate storage has at most {AwsLimits.LargestEphemeral} GiB", "an EFS mount", AwsSources.EphemeralStorage)
                    : gibibytes * 1024L * 1024 * 1024 != one.Bytes ? FieldDisposition.Rounded(
                        pointer, one.ToString(), gibibytes + "GiB", "Fargate storage is one disk of 21 to 200 whole GiB", AwsSources.EphemeralStorage)
                    : FieldDisposition.Honored(pointer, "one disk for all of the task's files"));
                draft.EphemeralStorage = new EphemeralStorage { SizeInGiB = (int)Math.Min(gibibytes, AwsLimits.LargestEphemeral) };
            }
        }
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
