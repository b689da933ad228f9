namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Why some things cannot be had; the same words in plans and in capabilities.</summary>
internal static class AzureReasons
{
    public const string Disk = "disks are the pool's: a task cannot ask for them";
    public const string Identity = "the identity of a task is that of its node, and pools get one through the management plane only";
    public const string Parallelism = "the service runs as many tasks as the pool's slots hold";
    public const string RetryRules = "the service tries a task again after any exit code but 0, whatever the cause";
    public const string Priority = "tasks of a queue have no priority among themselves";
    public const string SpotThenOnDemand = "the service does not tell a task that was pre-empted from one that was not: it begins it anew by itself, uncounted";
    public const string MaxMemory = "an environment is as large as its vCPUs; memory follows from the VM size";
    public const string MaxWait = "the service lets tasks wait without end";
    public const string Scheduling = "the service has no fair-share policies";
    public const string Environments = "an Azure job runs on one pool";
}
