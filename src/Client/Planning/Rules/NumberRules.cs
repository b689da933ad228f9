using System.Globalization;
using MultiBatch.Jobs;

namespace MultiBatch.Planning.Rules;

/// <summary>Resources, attempts, timeout, array: numbers that mean something.</summary>
internal static class NumberRules
{
    public static void Check(JobSpec spec, PlanNotes notes)
    {
        CheckResources(spec.Resources, notes);
        CheckAttempts(spec.Attempts, notes);
        CheckArray(spec.Array, notes);
        if (spec.Timeout is { } timeout && timeout <= TimeSpan.Zero)
        {
            notes.Invalid(SpecPointers.Timeout, $"timeout is {timeout}; it is more than nothing", "leave it out for no limit");
        }
    }

    private static void CheckResources(ResourceSpec? resources, PlanNotes notes)
    {
        if (resources is null)
        {
            return;
        }

        if (resources.VCpus is { } vcpus && (double.IsNaN(vcpus) || double.IsInfinity(vcpus) || vcpus <= 0))
        {
            notes.Invalid(SpecPointers.VCpus, $"vcpus is {vcpus.ToString(CultureInfo.InvariantCulture)}; it is more than 0", "ask for at least a fraction, as 0.25");
        }

        CheckSize(SpecPointers.Memory, "memory", resources.Memory, notes);
        CheckSize(SpecPointers.BootDiskSize, "bootDisk.size", resources.BootDisk?.Size, notes);
        CheckSize(SpecPointers.DataDiskSize, "dataDisk.size", resources.DataDisk?.Size, notes);
        AtLeastOne(SpecPointers.GpuCount, "gpu.count", resources.Gpu?.Count, notes);
        CheckWord(SpecPointers.GpuModel, "gpu.model", resources.Gpu?.Model, notes);
        CheckWord(SpecPointers.MachineType, "machineType", resources.MachineType, notes);
        CheckWord(SpecPointers.BootDiskType, "bootDisk.type", resources.BootDisk?.Type, notes);
        CheckWord(SpecPointers.DataDiskType, "dataDisk.type", resources.DataDisk?.Type, notes);
        if (resources.DataDisk?.MountPath is { } path && !CommandRules.IsAbsolutePath(path))
        {
            notes.Invalid(SpecPointers.DataDiskMountPath, $"'{path}' is no absolute path", "begin it with /");
        }
    }

    private static void CheckAttempts(AttemptPolicy? attempts, PlanNotes notes)
    {
        AtLeastOne(SpecPointers.MaxAttempts, "attempts.max", attempts?.Max, notes);
        for (var index = 0; index < attempts?.Rules?.Count; index++)
        {
            var (rule, pointer) = (attempts.Rules[index], SpecPointers.Item(SpecPointers.AttemptRules, index));
            if (rule.ExitCodes is null && rule.Causes is null)
            {
                notes.Invalid(pointer + "/action", "the rule has no condition and would match every end", "set exitCodes or causes, or use attempts.otherwise");
            }

            if (rule.ExitCodes is { } codes && (codes.Count == 0 || codes.Contains(0)))
            {
                notes.Invalid(pointer + "/exitCodes", codes.Count == 0 ? "the list of exit codes is empty" : "exit code 0 is success and matches no failed attempt", "list the codes of failures");
            }

            if (rule.Causes is { Count: 0 })
            {
                notes.Invalid(pointer + "/causes", "the list of causes is empty", "list the causes, or leave it out");
            }

            var never = rule.Action == AttemptAction.Retry
                ? rule.Causes?.Where(cause => cause is JobCause.TimedOut or JobCause.Stopped or JobCause.DependencyFailed).Select(cause => cause.ToString()).ToList()
                : null;
            if (never is { Count: > 0 })
            {
                notes.Invalid(pointer + "/causes", $"an attempt that ended by {string.Join(", ", never)} is never tried again", "take it out of the rule");
            }
        }
    }

    private static void CheckArray(ArraySpec? array, PlanNotes notes)
    {
        if (array is null)
        {
            return;
        }

        if (array.Size is null && array.Tasks is null)
        {
            notes.Invalid(SpecPointers.ArraySize, "neither size nor tasks is set; an array has exactly one of them", "set array.size");
        }
        else if (array.Size is not null && array.Tasks is not null)
        {
            notes.Invalid(SpecPointers.ArraySize, "size and tasks are both set; the table says how many children there are", "leave array.size out");
        }

        AtLeastOne(SpecPointers.ArraySize, "array.size", array.Size, notes);
        AtLeastOne(SpecPointers.ArrayParallelism, "array.parallelism", array.Parallelism, notes);
    }

    private static void AtLeastOne(string pointer, string what, int? value, PlanNotes notes)
    {
        if (value < 1)
        {
            notes.Invalid(pointer, $"{what} is {value}; it is at least 1", "use 1 or more, or leave it out");
        }
    }

    private static void CheckSize(string pointer, string what, ByteSize? size, PlanNotes notes)
    {
        if (size is { Bytes: 0 })
        {
            notes.Invalid(pointer, $"{what} is 0; it is more than nothing", "write a size such as 512MiB, or leave it out");
        }
    }

    private static void CheckWord(string pointer, string what, string? value, PlanNotes notes)
    {
        if (value is not null && string.IsNullOrWhiteSpace(value))
        {
            notes.Invalid(pointer, $"{what} is empty", "leave it out");
        }
    }
}
