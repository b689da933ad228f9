namespace MultiBatch.Capabilities;

/// <summary>What a provider may or may not be able to do.</summary>
public enum BatchFeature
{
    /// <summary>Create, update and delete environments.</summary>
    Environments = 0,

    /// <summary>Create, update and delete queues.</summary>
    Queues = 1,

    /// <summary>Several environments in one queue, tried in order.</summary>
    OrderedEnvironments = 2,

    /// <summary>A priority between queues.</summary>
    QueuePriority = 3,

    /// <summary>A longest time to wait in a queue.</summary>
    QueueMaxWait = 4,

    /// <summary>Job definitions with revisions.</summary>
    Definitions = 5,

    /// <summary>A command without an image: a process of the machine.</summary>
    Processes = 10,

    /// <summary>Container images.</summary>
    Images = 11,

    /// <summary>Script bodies.</summary>
    Scripts = 12,

    /// <summary>Environment variables.</summary>
    EnvironmentVariables = 13,

    /// <summary>Secrets by reference.</summary>
    Secrets = 14,

    /// <summary>Mounts.</summary>
    Mounts = 15,

    /// <summary>vCPUs are held to: a task gets no more than it asked for (otherwise they only count for placement).</summary>
    CpuLimit = 16,

    /// <summary>Memory is held to: a task that takes more than it asked for is ended.</summary>
    MemoryLimit = 17,

    /// <summary>GPUs.</summary>
    Gpus = 18,

    /// <summary>A choice of instruction set.</summary>
    Architectures = 19,

    /// <summary>A machine type of the caller's choice.</summary>
    MachineTypes = 20,

    /// <summary>Boot disks of the caller's choice.</summary>
    BootDisks = 21,

    /// <summary>Data disks.</summary>
    DataDisks = 22,

    /// <summary>Cloud identities of jobs.</summary>
    Identities = 23,

    /// <summary>One job per machine.</summary>
    ExclusivePlacement = 24,

    /// <summary>Spot machines.</summary>
    Spot = 25,

    /// <summary>Spot first, then on demand.</summary>
    SpotThenOnDemand = 26,

    /// <summary>More than one attempt.</summary>
    Retries = 30,

    /// <summary>Attempt rules by exit code.</summary>
    RetryByExitCode = 31,

    /// <summary>Attempt rules by cause.</summary>
    RetryByCause = 32,

    /// <summary>Timeouts of attempts.</summary>
    Timeouts = 33,

    /// <summary>Priorities of jobs within a queue.</summary>
    JobPriority = 34,

    /// <summary>Labels.</summary>
    Labels = 35,

    /// <summary>Waiting for the success of another job.</summary>
    DependencyOnSuccess = 40,

    /// <summary>Waiting for the failure of another job.</summary>
    DependencyOnFailure = 41,

    /// <summary>Waiting for any end of another job.</summary>
    DependencyOnAnyEnd = 42,

    /// <summary>Waiting for one child of an array.</summary>
    DependencyOnIndex = 43,

    /// <summary>Waiting index by index (N to N).</summary>
    DependencyIndexToIndex = 44,

    /// <summary>Waiting for a job of another queue.</summary>
    DependencyAcrossQueues = 45,

    /// <summary>Arrays.</summary>
    Arrays = 50,

    /// <summary>Task tables: environment variables of their own for each child.</summary>
    TaskTables = 51,

    /// <summary>A limit on the children that run at the same time.</summary>
    ArrayParallelism = 52,

    /// <summary>Stopping jobs.</summary>
    Stop = 60,

    /// <summary>Stopping one child of an array.</summary>
    StopChild = 61,

    /// <summary>A stopped task is asked to end first and killed only after a grace period.</summary>
    StopGrace = 62,

    /// <summary>Restarting the failed children of an array, or a failed job.</summary>
    Restart = 63,

    /// <summary>Reading output.</summary>
    Logs = 70,

    /// <summary>Reading output while the task runs.</summary>
    LiveLogs = 71,

    /// <summary>Standard output and standard error apart.</summary>
    SeparateStreams = 72,

    /// <summary>Output of earlier attempts.</summary>
    LogsPerAttempt = 73,

    /// <summary>Saying why a job does not start.</summary>
    Diagnosis = 80,

    /// <summary>Reading quotas.</summary>
    Quotas = 81,

    /// <summary>Reading prices.</summary>
    Prices = 82,
}
