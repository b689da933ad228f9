namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>What the service says of states, word for word: clients and retry rules compare these texts.</summary>
internal static class StatusReasons
{
    public const string Exited = "Essential container in task exited";

    public const string FailedToStart = "Task failed to start";

    public const string TimedOut = "Job attempt duration exceeded timeout";

    public const string DependencyFailed = "Dependent Job failed";

    public const string ChildFailed = "Array Child Job failed";

    public const string FargateSpot = "Your Spot Task was interrupted.";

    public const string OutOfMemory = "OutOfMemoryError: Container killed due to memory usage";

    public const string OverridesTooLong = "Container Overrides length must be at most 8192";

    public const string NoCapacity = "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY";

    public const string MaxResource = "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE";

    public const string JobRequirement = "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT";

    public const string ActionRequired = "ACTION_REQUIRED";

    public static string HostTerminated(string instance) => $"Host EC2 (instance {instance}) terminated.";

    public static string TimeLimit(string reason) => $"Canceled by JobStateTimeLimit action due to reason: {reason}";

    /// <summary>The emulator's own word, shown only while a job runs: no pattern of a retry rule ever meets it.</summary>
    public static string Process(string image) => $"EMULATED: image {image} is not used, the command runs as a process of this host";
}
