using MultiBatch.Capabilities;
using MultiBatch.Providers.Azure.Mapping;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>What this provider can do, as data.</summary>
internal static class AzureCapabilities
{
    // The service publishes no figures and answers 429 or 503 when it is too much.
    private const double CallsPerSecond = 50;

    private const string HeldDependency = "Which end of a task lets others start is fixed when it is added; a client that runs starts this one when its turn comes.";

    private static readonly BatchFeature[] Plain =
    [
        BatchFeature.Queues,
        BatchFeature.EnvironmentVariables,
        BatchFeature.DependencyOnSuccess,
        BatchFeature.DependencyOnIndex,
        BatchFeature.DependencyIndexToIndex,
        BatchFeature.Arrays,
        BatchFeature.TaskTables,
        BatchFeature.StopChild,
        BatchFeature.Logs,
        BatchFeature.LiveLogs,
        BatchFeature.SeparateStreams,
        BatchFeature.Diagnosis,
    ];

    public static BatchCapabilities Of(AzureBatchOptions options)
    {
        var features = Plain.ToDictionary(feature => feature, _ => new FeatureSupport(SupportLevel.Native));
        features[BatchFeature.Environments] = Native("Pools of one VM size each: fixed, or scaled by the number of waiting tasks every five minutes.", AzureSources.Pools);
        features[BatchFeature.QueuePriority] = Native("Scaled to -1000..1000.", AzureSources.Jobs);
        features[BatchFeature.Definitions] = Emulated("Kept in the catalogue: the service has none.");
        features[BatchFeature.Processes] = Native(
            options.Image is { } image ? $"On pools without containers; on others a job that names no image runs in the connection's, {image}." : "On pools without containers.", AzureSources.Containers);
        features[BatchFeature.Images] = Native("On pools with containers, where every job needs one.", AzureSources.Containers);
        features[BatchFeature.Scripts] = Emulated("Run by /bin/sh, on Windows by cmd; with #! from a file.");
        features[BatchFeature.Secrets] = Emulated($"Secrets of Key Vault, fetched on the node by a shell prelude: {SecretScript.Requirement}. Linux only.");
        features[BatchFeature.Mounts] = Native("Folders of the node, and file systems that the pool mounts, into containers.", AzureSources.Mounts);
        features[BatchFeature.CpuLimit] = Native("In containers; processes are only placed by it.", AzureSources.Containers);
        features[BatchFeature.MemoryLimit] = Native("In containers; processes are only placed by it.", AzureSources.Containers);
        features[BatchFeature.Gpus] = Native("By the pool's VM size.", AzureSources.Sizes);
        features[BatchFeature.Architectures] = Native("By the pool's VM size.", AzureSources.Sizes);
        features[BatchFeature.MachineTypes] = Native("The pool's VM size; a job that names another one is rejected.", AzureSources.Sizes);
        features[BatchFeature.ExclusivePlacement] = Native("All slots of a node.", AzureSources.Slots);
        features[BatchFeature.Spot] = Native("By the pool's nodes; pre-empted tasks begin anew by themselves, uncounted.", AzureSources.Spot);
        features[BatchFeature.Retries] = Native("After any exit code but 0.", AzureSources.Tasks);
        features[BatchFeature.Timeouts] = Native("Per attempt, at most 180 days.", AzureSources.Tasks);
        features[BatchFeature.Labels] = Emulated($"In the display name of each task, with the name together at most {TaskNote.Longest} characters as JSON.");
        features[BatchFeature.DependencyOnFailure] = Held(HeldDependency);
        features[BatchFeature.DependencyOnAnyEnd] = Held(HeldDependency);
        features[BatchFeature.DependencyAcrossQueues] = Held("Tasks wait for tasks of the same Azure job only; a client that runs starts this one when its turn comes.");
        features[BatchFeature.Stop] = Native("Of an array one call for each child that has not ended.", AzureSources.Tasks);
        features[BatchFeature.Restart] = Native("In place: the same tasks run again, and jobs that wait for them with them. What was known of their failures is lost at the service.", AzureSources.Tasks);
        features[BatchFeature.OrderedEnvironments] = Missing(AzureReasons.Environments, AzureSources.Jobs);
        features[BatchFeature.QueueMaxWait] = Missing(AzureReasons.MaxWait);
        features[BatchFeature.BootDisks] = Missing(AzureReasons.Disk, AzureSources.Pools);
        features[BatchFeature.DataDisks] = Missing(AzureReasons.Disk, AzureSources.Pools);
        features[BatchFeature.Identities] = Missing(AzureReasons.Identity, AzureSources.Identity);
        features[BatchFeature.SpotThenOnDemand] = Missing(AzureReasons.SpotThenOnDemand, AzureSources.Spot);
        features[BatchFeature.RetryByExitCode] = Missing(AzureReasons.RetryRules, AzureSources.Tasks);
        features[BatchFeature.RetryByCause] = Missing(AzureReasons.RetryRules, AzureSources.Tasks);
        features[BatchFeature.JobPriority] = Missing(AzureReasons.Priority, AzureSources.Jobs);
        features[BatchFeature.ArrayParallelism] = Missing(AzureReasons.Parallelism, AzureSources.Slots);
        features[BatchFeature.StopGrace] = Missing("The service ends tasks at once; it cannot be told to wait.");
        features[BatchFeature.LogsPerAttempt] = Missing("A task has one folder: only the output of the last attempt is kept.", AzureSources.Files);
        features[BatchFeature.Quotas] = Missing("Quotas are the management plane's, which this provider does not call.", AzureSources.Quotas);
        features[BatchFeature.Prices] = Missing("Prices are another service's (Retail Prices), which this provider does not call.");
        return new BatchCapabilities(AzureProviderName.Value, features)
        {
            AttemptHistory = AttemptHistory.CountAndLast,
            Limits = AzureLimits.Declared,
            Logs = new LogCapabilities
            {
                Fidelity = LogFidelity.Bytes,
                SeparateStreams = true,
                PerAttempt = false,
                Retention = TimeSpan.FromDays(7),
                Note = "On the node that ran the task: gone with it, unless output files are set (native.azure.outputFiles).",
            },
            Rates = new ServiceRates
            {
                SubmitBatchSize = AzureLimits.TasksPerRequest,
                GetBatchSize = 10_000,
                StopBatchSize = 50,
                ChangesPerSecond = options.ChangesPerSecond ?? CallsPerSecond,
                ReadsPerSecond = options.ReadsPerSecond ?? CallsPerSecond,
                MinPollInterval = options.MinPollInterval,
                MaxPollInterval = options.MaxPollInterval,
                SettleTime = TimeSpan.Zero,
            },
        };
    }

    private static FeatureSupport Native(string note, string? source = null) => new(SupportLevel.Native, note, source);

    private static FeatureSupport Emulated(string note) => new(SupportLevel.EmulatedDurable, note);

    private static FeatureSupport Held(string note) => new(SupportLevel.EmulatedWhileClientRuns, note, AzureSources.Dependencies);

    private static FeatureSupport Missing(string note, string? source = null) => new(SupportLevel.Unsupported, note, source);
}
