namespace MultiBatch.Providers.Google.Mapping;

/// <summary>
/// Variables of tasks that hold what the service has no field for, and labels have no room or characters for. They do the task no harm and come back with
/// each description of the job.
/// </summary>
internal static class GoogleVariables
{
    public const string JobName = RuntimeVariables.Prefix + "JOB_NAME";

    /// <summary>The portable definition a job came from, as <c>name:revision</c>.</summary>
    public const string Definition = RuntimeVariables.Prefix + "DEFINITION";

    /// <summary>The job this one repeats the failed children of.</summary>
    public const string RestartOf = RuntimeVariables.Prefix + "RESTART_OF";

    /// <summary>What the service's own variables begin with.</summary>
    public const string NativePrefix = "BATCH_";
}
