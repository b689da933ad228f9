using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>What follows from the end of a task, by its exit conditions.</summary>
internal static class ExitRules
{
    /// <summary>Whether tasks that depend on it may run.</summary>
    public static bool Satisfies(TaskEntry task) =>
        OptionsOf(task)?.Text("dependencyAction") is { } action ? string.Equals(action, "satisfy", StringComparison.OrdinalIgnoreCase) : task.Facts.Succeeded;

    /// <summary>What becomes of the job: none, disable or terminate.</summary>
    public static string JobAction(TaskEntry task) => OptionsOf(task)?.Text("jobAction")?.ToLowerInvariant() ?? (task.Facts.Succeeded ? "none" : "terminate");

    private static JsonObject? OptionsOf(TaskEntry task)
    {
        if (task.ExitConditions is not { } conditions)
        {
            return null;
        }

        var facts = task.Facts;
        if (facts.Failure is { IsBeforeStart: true })
        {
            return conditions.Object("preProcessingError") ?? conditions.Object("default");
        }

        if (facts.Failure is { IsUpload: true } && conditions.Object("fileUploadError") is { } upload)
        {
            return upload;
        }

        if (facts.ExitCode is { } code)
        {
            var match = conditions.Objects("exitCodes").FirstOrDefault(rule => rule.Whole("code") == code)
                ?? conditions.Objects("exitCodeRanges").FirstOrDefault(rule => rule.Whole("start") <= code && code <= rule.Whole("end"));
            if (match is not null)
            {
                return match.Object("exitOptions");
            }
        }

        return facts.Succeeded ? null : conditions.Object("default");
    }
}
