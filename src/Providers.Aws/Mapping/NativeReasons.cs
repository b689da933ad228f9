namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>The beginnings of the service's own texts that say why something ended. They are the only place where it says so.</summary>
internal static class NativeReasons
{
    /// <summary>A machine was taken away; on spot capacity this is what a reclaim looks like.</summary>
    public const string HostLost = "Host EC2";

    /// <summary>A Fargate Spot task was reclaimed.</summary>
    public const string SpotInterrupted = "Your Spot Task was interrupted";

    /// <summary>The container took more memory than it had.</summary>
    public const string OutOfMemory = "OutOfMemoryError";

    /// <summary>The image could not be fetched: CannotPullContainerError, CannotPullImageManifestError and so on.</summary>
    public const string CannotPull = "CannotPull";

    /// <summary>The container could not be started: no such program, among others.</summary>
    public const string CannotStart = "CannotStartContainerError";

    /// <summary>The container could not be made.</summary>
    public const string CannotCreate = "CannotCreateContainerError";

    /// <summary>Secrets, network or file systems of the task could not be had.</summary>
    public const string ResourceInitialization = "ResourceInitializationError";

    /// <summary>The attempt ran into its timeout.</summary>
    public const string TimedOut = "Job attempt duration exceeded timeout";

    /// <summary>A job this one depends on did not succeed.</summary>
    public const string DependencyFailed = "Dependent Job failed";

    /// <summary>The task ended by itself; its exit code tells how.</summary>
    public const string TaskExited = "Essential container in task exited";

    /// <summary>A disk was full.</summary>
    public const string DiskFull = "no space left on device";
}
