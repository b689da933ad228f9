using MultiBatch.Capabilities;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>What this provider can do on this machine, as data.</summary>
internal static class LocalCapabilities
{
    private const string Ours = "MultiBatch";

    // Quick answers cost nothing here, and most jobs of a test are short.
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(500);

    /// <summary>The form of names of queues and environments.</summary>
    public const string ResourceNamePattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$";

    private static readonly BatchFeature[] Plain =
    [
        BatchFeature.Environments,
        BatchFeature.Queues,
        BatchFeature.OrderedEnvironments,
        BatchFeature.QueuePriority,
        BatchFeature.QueueMaxWait,
        BatchFeature.Definitions,
        BatchFeature.Processes,
        BatchFeature.Scripts,
        BatchFeature.EnvironmentVariables,
        BatchFeature.Architectures,
        BatchFeature.Retries,
        BatchFeature.RetryByExitCode,
        BatchFeature.RetryByCause,
        BatchFeature.Timeouts,
        BatchFeature.JobPriority,
        BatchFeature.Labels,
        BatchFeature.DependencyOnSuccess,
        BatchFeature.DependencyOnFailure,
        BatchFeature.DependencyOnAnyEnd,
        BatchFeature.DependencyOnIndex,
        BatchFeature.DependencyIndexToIndex,
        BatchFeature.DependencyAcrossQueues,
        BatchFeature.Arrays,
        BatchFeature.TaskTables,
        BatchFeature.ArrayParallelism,
        BatchFeature.Stop,
        BatchFeature.StopChild,
        BatchFeature.Restart,
        BatchFeature.Logs,
        BatchFeature.LiveLogs,
        BatchFeature.SeparateStreams,
        BatchFeature.LogsPerAttempt,
        BatchFeature.Diagnosis,
    ];

    public static BatchCapabilities Of(EngineTraits traits)
    {
        var features = Plain.ToDictionary(feature => feature, _ => new FeatureSupport(SupportLevel.Native));
        features[BatchFeature.Processes] = Native(traits.SurvivesEngine
            ? "Processes of this machine; they go on when the engine ends, and the next engine finds their exit codes."
            : "Processes of this machine; on this launch path they do not outlive the engine: their attempts then end as HostLost.");
        features[BatchFeature.Secrets] = Native("env:NAME of the submitting process, kept in memory only; file:/path, read by each attempt.");
        features[BatchFeature.Mounts] = Native("A path of this machine that is mounted where it is (source equals target, not read-only).");
        features[BatchFeature.ExclusivePlacement] = Native("No other task of this engine runs at the same time.");
        features[BatchFeature.CpuLimit] = traits.LimitsCpu ? Native(traits.LimitsExplanation) : Missing(traits.LimitsExplanation);
        features[BatchFeature.MemoryLimit] = traits.LimitsMemory ? Native(traits.LimitsExplanation) : Missing(traits.LimitsExplanation);
        features[BatchFeature.StopGrace] = traits.GentleStop
            ? Native($"SIGTERM to all processes of the task, after {DurationText.Format(traits.StopGrace)} SIGKILL.")
            : Missing("On this launch path a task cannot be asked to end; it is killed.");
        features[BatchFeature.Images] = Missing(LocalReasons.Image);
        features[BatchFeature.Gpus] = Missing(LocalReasons.Gpu);
        features[BatchFeature.MachineTypes] = Missing(LocalReasons.MachineType);
        features[BatchFeature.BootDisks] = Missing(LocalReasons.Disk);
        features[BatchFeature.DataDisks] = Missing(LocalReasons.Disk);
        features[BatchFeature.Identities] = Missing(LocalReasons.Identity);
        features[BatchFeature.Spot] = Missing(LocalReasons.Spot);
        features[BatchFeature.SpotThenOnDemand] = Missing(LocalReasons.Spot);
        features[BatchFeature.Quotas] = Missing("This machine has no quotas; its environments have limits.");
        features[BatchFeature.Prices] = Missing("This machine has no price.");
        return new BatchCapabilities(LocalProviderName.Value, features)
        {
            AttemptHistory = AttemptHistory.Complete,
            Limits = Limits,
            Logs = new LogCapabilities
            {
                Fidelity = LogFidelity.Bytes,
                SeparateStreams = true,
                PerAttempt = true,
                Note = "Files in the state folder, kept as long as the job is.",
            },
            Rates = new ServiceRates
            {
                SubmitBatchSize = 1000,
                GetBatchSize = 1000,
                StopBatchSize = 1000,
                MinPollInterval = ShortestPoll,
                MaxPollInterval = LongestPoll,
                SettleTime = TimeSpan.Zero,
            },
        };
    }

    private static BatchLimits Limits { get; } = new()
    {
        JobNamePattern = Limit("^.{1," + LocalLimits.LongestName + "}$"),
        ResourceNamePattern = Limit(ResourceNamePattern),
        MinArraySize = Limit(1),
        MaxArraySize = Limit(LocalLimits.LargestArray),
        MaxDependencies = Limit(LocalLimits.MostDependencies),
        MaxAttempts = Limit(LocalLimits.MostAttempts),
        MaxAttemptRules = Limit(LocalLimits.MostAttemptRules),
        MaxEnvironmentBytes = Limit(LocalLimits.LargestEnvironment),
        MaxScriptBytes = Limit(LocalLimits.LargestScript),
    };

    private static Limit<T> Limit<T>(T value) => new(value, Ours);

    private static FeatureSupport Native(string note) => new(SupportLevel.Native, note);

    private static FeatureSupport Missing(string note) => new(SupportLevel.Unsupported, note);
}
