using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Command, script, variables and array.</summary>
internal static class TaskFields
{
    public static void Plan(JobSpec spec, bool hasIndexes, JobDraft draft, DispositionList list)
    {
        if (list.IsOpen(SpecPointers.Command))
        {
            list.Add(draft.Image is null
                ? FieldDisposition.Honored(SpecPointers.Command, "by a shell script that starts it on the machine itself")
                : FieldDisposition.Honored(SpecPointers.Command));
        }

        if (list.IsOpen(SpecPointers.Script))
        {
            list.Add(draft.Image is null
                ? FieldDisposition.Honored(SpecPointers.Script)
                : FieldDisposition.Emulated(SpecPointers.Script, $"an argument of /bin/sh; {Launcher.Requirement}"));
        }

        var usesShell = draft.Image is null || spec.Script is not null;
        PlanVariables(SpecPointers.Env, spec.Env?.Keys, usesShell, list);
        PlanVariables(SpecPointers.ArrayTasks, spec.Array?.Tasks?.Columns, usesShell, list);
        if (list.IsOpen(SpecPointers.ArraySize))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.ArraySize, hasIndexes ? null : "tasks find BATCH_TASK_INDEX only: with an index for each the job would be larger than 1 MB"));
        }

        if (list.IsOpen(SpecPointers.ArrayParallelism))
        {
            var asked = spec.Array!.Parallelism!.Value;
            list.Add(asked > GoogleLimits.LargestParallelism
                ? FieldDisposition.Rounded(
                    SpecPointers.ArrayParallelism, Text(asked), Text(GoogleLimits.LargestParallelism), "no job runs more tasks at the same time", GoogleSources.Quotas)
                : FieldDisposition.Honored(SpecPointers.ArrayParallelism));
        }
    }

    /// <summary>The field to name when all of it is too much: the largest.</summary>
    public static string LargestOf(JobSpec spec)
    {
        var script = spec.Script?.Length ?? spec.Command?.Sum(word => word.Length + 3) ?? 0;
        var variables = spec.Env?.Sum(pair => pair.Key.Length + pair.Value.Length + 6) ?? 0;
        var table = spec.Array?.Tasks is { } tasks ? tasks.Rows.Sum(row => row.Sum(cell => cell.Length + 6) + tasks.Columns.Sum(column => column.Length)) : 0;
        return table >= script && table >= variables && table > 0 ? SpecPointers.ArrayTasks
            : variables >= script && variables > 0 ? SpecPointers.Env
            : spec.Script is not null ? SpecPointers.Script
            : SpecPointers.Command;
    }

    private static void PlanVariables(string pointer, IEnumerable<string>? names, bool usesShell, DispositionList list)
    {
        if (!list.IsOpen(pointer))
        {
            return;
        }

        var reserved = names!.FirstOrDefault(name => name.StartsWith(GoogleVariables.NativePrefix, StringComparison.Ordinal));
        var lost = usesShell ? names!.FirstOrDefault(name => !ShellWords.IsName(name)) : null;
        list.Add(reserved is not null ? FieldDisposition.Rejected(
                pointer, $"the service keeps names that begin with {GoogleVariables.NativePrefix} to itself ('{reserved}')", "another name", GoogleSources.Environment)
            : lost is not null ? FieldDisposition.Rejected(
                pointer, $"'{lost}' is no name of a shell variable, and the shell that starts this task passes on no others", "letters, digits and underscores, or an image")
            : FieldDisposition.Honored(pointer));
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
