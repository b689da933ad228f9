using MultiBatch.Jobs;

namespace MultiBatch.Planning.Rules;

/// <summary>Name, queue, command, script, image, mounts, identity: text that says something.</summary>
internal static class CommandRules
{
    public static void Check(JobSpec spec, string provider, PlanNotes notes)
    {
        CheckText(SpecPointers.Name, "name", spec.Name, notes);
        CheckText(SpecPointers.Queue, "queue", spec.Queue, notes);
        CheckText(SpecPointers.Image, "image", spec.Image, notes);
        CheckText(SpecPointers.IdentityTask, "identity.task", spec.Identity?.Task, notes);
        CheckText(SpecPointers.IdentityExecution, "identity.execution", spec.Identity?.Execution, notes);
        CheckCommand(spec, notes);
        CheckMounts(spec.Mounts, notes);
        if (spec.Native is not null && spec.Native.TryGetValue(provider, out var section) && section.ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            notes.Invalid(SpecPointers.Item(SpecPointers.Native, provider), $"the section is {section.ValueKind}; it is an object of settings", "write { \"setting\": value }");
        }
    }

    /// <summary>Whether a path is absolute on some platform: the job may run on another one than this.</summary>
    public static bool IsAbsolutePath(string path) =>
        path.Length > 0 && (path[0] is '/' or '\\' || (path.Length >= 3 && path[1] == ':' && path[2] is '/' or '\\' && char.IsLetter(path[0])));

    private static void CheckCommand(JobSpec spec, PlanNotes notes)
    {
        if (spec.Command is null && spec.Script is null)
        {
            notes.Invalid(SpecPointers.Command, "neither command nor script is set; a job has exactly one of them", "set command");
            return;
        }

        if (spec.Command is not null && spec.Script is not null)
        {
            notes.Invalid(SpecPointers.Script, "command and script are both set; a job has exactly one of them", "leave one out");
        }

        if (spec.Script is not null && (string.IsNullOrWhiteSpace(spec.Script) || spec.Script.Contains('\0')))
        {
            notes.Invalid(SpecPointers.Script, "the script is empty or holds a NUL character", "write the lines to run");
        }

        if (spec.Command is null)
        {
            return;
        }

        if (spec.Command.Count == 0 || string.IsNullOrWhiteSpace(spec.Command[0]))
        {
            notes.Invalid(SpecPointers.Command, "the command names no program: its first item is missing or empty", "put the program first, then one item per argument");
        }

        for (var index = 0; index < spec.Command.Count; index++)
        {
            if (spec.Command[index] is not { } argument || argument.Contains('\0'))
            {
                notes.Invalid(SpecPointers.Command, $"item {index} of the command is null or holds a NUL character", "write it as text");
            }
        }
    }

    private static void CheckMounts(IReadOnlyList<Mount>? mounts, PlanNotes notes)
    {
        for (var index = 0; index < mounts?.Count; index++)
        {
            var (mount, pointer) = (mounts[index], SpecPointers.Item(SpecPointers.Mounts, index));
            if (string.IsNullOrWhiteSpace(mount.Source))
            {
                notes.Invalid(pointer + "/source", "the source is empty; a mount needs a path or a URI", "write what to mount");
            }

            if (!IsAbsolutePath(mount.Target ?? string.Empty))
            {
                notes.Invalid(pointer + "/target", $"'{mount.Target}' is no absolute path", "begin it with /");
            }
            else if (mounts.Take(index).Any(other => other.Target == mount.Target))
            {
                notes.Invalid(pointer + "/target", $"'{mount.Target}' is the target of an earlier mount too", "give each mount a target of its own");
            }
        }
    }

    private static void CheckText(string pointer, string what, string? value, PlanNotes notes)
    {
        if (value is not null && (string.IsNullOrWhiteSpace(value) || EnvironmentRules.HasControl(value)))
        {
            notes.Invalid(pointer, $"{what} is {(string.IsNullOrWhiteSpace(value) ? "empty" : "text with control characters")}", "leave it out or write one line of text");
        }
    }
}
