using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>States of tasks. The service writes them in whatever case; success and failure are not states but results.</summary>
internal static class TaskStates
{
    public const string Active = "active";
    public const string Preparing = "preparing";
    public const string Running = "running";
    public const string Completed = "completed";

    public static bool Is(string? text, string state) => string.Equals(text, state, StringComparison.OrdinalIgnoreCase);

    public static bool IsCompleted(AzureTask task) => Is(task.State, Completed);

    /// <summary>Whether a task that is completed has succeeded. Old versions give no result; then code and failure decide.</summary>
    public static bool HasSucceeded(AzureTask task) => task.ExecutionInfo is { Result: { } result }
        ? Is(result, "success")
        : task.ExecutionInfo is { FailureInfo: null, ExitCode: null or 0 };

    /// <summary>The state but for dependencies and for how a failure came about.</summary>
    public static JobState ToState(AzureTask task) =>
        Is(task.State, Active) ? JobState.Queued
        : Is(task.State, Preparing) ? JobState.Starting
        : Is(task.State, Running) ? JobState.Running
        : IsCompleted(task) ? HasSucceeded(task) ? JobState.Succeeded : JobState.Failed
        : JobState.Unknown;
}
