using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Command, script, variables and array: what becomes of them once it is known what fits where.</summary>
internal static class TaskFields
{
    private const string TooLarge =
        "command and variables have room for 8,192 characters in the overrides of a job and for 24 KiB in its definition, as JSON and with what the service adds";

    public static void Plan(JobSpec spec, Sized sized, DispositionList list)
    {
        var pointer = LargestOf(spec);
        if (!sized.Fits)
        {
            list.Add(sized.Layout.Shape.Parts > AwsLimits.MostPlainParts
                ? FieldDisposition.Rejected(
                    SpecPointers.ArrayTasks, $"what differs between the children fits neither into one variable nor, above {AwsLimits.MostPlainParts}, into plain jobs",
                    "smaller rows, several arrays, or a file that each child reads by its index", AwsSources.Ours)
                : FieldDisposition.Rejected(pointer, TooLarge, "put large values into a file or the image", AwsSources.RunTask));
        }

        PlanCommand(spec, sized, list);
        PlanVariables(spec, sized, list);
        PlanArray(spec, sized, list);
    }

    /// <summary>The field to name when all of it is too much: the largest.</summary>
    public static string LargestOf(JobSpec spec)
    {
        var command = spec.Command?.Sum(word => word.Length + 3) ?? 0;
        var script = spec.Script?.Length ?? 0;
        var variables = spec.Env?.Sum(pair => pair.Key.Length + pair.Value.Length + 22) ?? 0;
        var table = spec.Array?.Tasks?.Rows.Sum(row => row.Sum(cell => cell.Length)) ?? 0;
        var most = Math.Max(Math.Max(command, script), Math.Max(variables, table));
        return most == table && table > 0 ? SpecPointers.ArrayTasks
            : most == variables && variables > 0 ? SpecPointers.Env
            : script > 0 ? SpecPointers.Script
            : SpecPointers.Command;
    }

    private static void PlanCommand(JobSpec spec, Sized sized, DispositionList list)
    {
        if (list.IsOpen(SpecPointers.Script))
        {
            list.Add(FieldDisposition.Emulated(SpecPointers.Script, $"an argument of /bin/sh; {Prelude.Requirement}"));
        }

        if (list.IsOpen(SpecPointers.Command))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.Command, sized.Layout.UsesPrelude ? $"started by a shell prelude, which sets the index; {Prelude.Requirement}" : null));
        }
    }

    private static void PlanVariables(JobSpec spec, Sized sized, DispositionList list)
    {
        if (!list.IsOpen(SpecPointers.Env))
        {
            return;
        }

        var reserved = spec.Env!.Keys.FirstOrDefault(name => name.StartsWith(AwsLimits.ReservedVariables, StringComparison.Ordinal));
        var lost = sized.Layout.UsesShell ? spec.Env!.Keys.FirstOrDefault(name => !TaskScript.IsShellName(name)) : null;
        list.Add(reserved is not null ? FieldDisposition.Rejected(
                SpecPointers.Env, $"the service keeps names that begin with {AwsLimits.ReservedVariables} to itself ('{reserved}')", "another name", AwsSources.Environment)
            : lost is not null ? FieldDisposition.Rejected(
                SpecPointers.Env, $"'{lost}' is no name of a shell variable, and the shell that starts this task passes on no others", "letters, digits and underscores")
            : FieldDisposition.Honored(SpecPointers.Env, sized.UsesDefinition ? "in the job's definition: there is no room in the submit" : null));
    }

    private static void PlanArray(JobSpec spec, Sized sized, DispositionList list)
    {
        var (layout, shape) = (sized.Layout, sized.Layout.Shape);
        if (list.IsOpen(SpecPointers.ArraySize))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.ArraySize, HowMany(layout)));
        }

        if (!list.IsOpen(SpecPointers.ArrayTasks))
        {
            return;
        }

        var reserved = spec.Array!.Tasks!.Columns.FirstOrDefault(name => name.StartsWith(AwsLimits.ReservedVariables, StringComparison.Ordinal));
        list.Add(reserved is not null ? FieldDisposition.Rejected(
                SpecPointers.ArrayTasks, $"the service keeps names that begin with {AwsLimits.ReservedVariables} to itself ('{reserved}')", "another name", AwsSources.Environment)
            : layout.IsPacked ? FieldDisposition.Emulated(
                SpecPointers.ArrayTasks, $"the table travels in one variable and a shell prelude reads each child's row; {Prelude.Requirement}, and base64 and gzip")
            : FieldDisposition.Emulated(SpecPointers.ArrayTasks, shape.Parts == 1
                ? "one plain job: the service has no arrays of one"
                : $"{Number(shape.Parts)} plain jobs, each with its row, shown as one"));
    }

    private static string? HowMany(TaskLayout layout) => layout.Shape switch
    {
        { Size: 1 } => "one plain job: the service has no arrays of one",
        { PartSize: 1 } shape => $"{Number(shape.Parts)} plain jobs, shown as one",
        { Parts: > 1 } shape => $"{Number(shape.Parts)} native arrays, shown as one",
        _ => layout.UsesPrelude ? null : "children find AWS_BATCH_JOB_ARRAY_INDEX only",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
