using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Command, script, variables and array.</summary>
internal static class TaskFields
{
    public static void Plan(JobSpec spec, JobDraft draft, DispositionList list)
    {
        if (list.IsOpen(SpecPointers.Script))
        {
            list.Add(FieldDisposition.Emulated(SpecPointers.Script, draft.IsWindows ? "a file that cmd runs" : "an argument of /bin/sh" + (draft.Image is null ? string.Empty : ", which the image needs")));
        }

        if (list.IsOpen(SpecPointers.Command))
        {
            var isShell = CommandLines.ForCommand(spec.Command!, draft.IsWindows, draft.Setup).Value is not null;
            list.Add(FieldDisposition.Honored(SpecPointers.Command, isShell ? "started by /bin/sh, so that its arguments stay as they are" + (draft.Image is null ? string.Empty : "; the image needs it") : null));
        }

        PlanNames(SpecPointers.Env, spec.Env?.Keys, list);
        PlanNames(SpecPointers.ArrayTasks, spec.Array?.Tasks?.Columns, list);
        list.Honor(SpecPointers.ArraySize);
    }

    private static void PlanNames(string pointer, IEnumerable<string>? names, DispositionList list)
    {
        if (list.IsOpen(pointer))
        {
            list.Add(names?.FirstOrDefault(name => name.StartsWith(AzureLimits.ReservedVariables, StringComparison.OrdinalIgnoreCase)) is { } reserved
                ? FieldDisposition.Rejected(pointer, $"the service keeps names that begin with {AzureLimits.ReservedVariables} to itself ('{reserved}')", "another name", AzureSources.Variables)
                : names?.FirstOrDefault(name => !ShellNames.Is(name)) is { } lost
                ? FieldDisposition.Rejected(pointer, $"'{lost}' is no name of a shell variable, and a shell on the way to the task passes on no others", "letters, digits and underscores")
                : FieldDisposition.Honored(pointer, pointer == SpecPointers.ArrayTasks ? "one task for each row" : null));
        }
    }
}
