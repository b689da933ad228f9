using MultiBatch.Capabilities;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>What this provider can do, as data.</summary>
internal static class GoogleCapabilities
{
    // 6,000 changes and 15,000 reads a minute, for a project in a region.
    private const double ChangesPerSecond = 80;
    private const double ReadsPerSecond = 60;

    // A page of the list of tasks.
    private const int GetBatchSize = 1000;

    private const string Kept = "The service has none: kept in the client's catalogue, and put into each job.";
    private const string HeldDependency = "A client that runs starts the job when its turn comes; the v1alpha API waits itself, where useAlphaDependencies allows it.";

    private static readonly BatchFeature[] Plain =
    [
        BatchFeature.Images,
        BatchFeature.Processes,
        BatchFeature.EnvironmentVariables,
        BatchFeature.MachineTypes,
        BatchFeature.ExclusivePlacement,
        BatchFeature.Spot,
        BatchFeature.RetryByExitCode,
        BatchFeature.Timeouts,
        BatchFeature.ArrayParallelism,
        BatchFeature.Stop,
        BatchFeature.Logs,
        BatchFeature.LiveLogs,
        BatchFeature.Diagnosis,
    ];

    public static BatchCapabilities Of(GoogleBatchOptions options)
    {
        var features = Plain.ToDictionary(feature => feature, _ => new FeatureSupport(SupportLevel.Native));
        features[BatchFeature.Environments] = Emulated(Kept);
        features[BatchFeature.Queues] = Emulated(Kept);
        features[BatchFeature.Definitions] = Emulated("The service has none: kept in the client's catalogue.");
        features[BatchFeature.QueuePriority] = Emulated("The priority of the queue's jobs, scaled from 0..999 to 0..99.");
        features[BatchFeature.Scripts] = Native($"On the machine itself; with an image by its shell: {Launcher.Requirement}.", GoogleSources.Job);
        features[BatchFeature.Secrets] = Native("Versions of Secret Manager, as projects/p/secrets/s/versions/v.", GoogleSources.Secrets);
        features[BatchFeature.Mounts] = Native("Buckets (gs://bucket/path), NFS (nfs://server/path), disks (disk://name) and folders of the machine.", GoogleSources.Storage);
        features[BatchFeature.Gpus] = Native("By model; drivers are installed.", GoogleSources.Gpus);
        features[BatchFeature.Architectures] = Native("By the machine type, checked.", GoogleSources.Job);
        features[BatchFeature.BootDisks] = Native("Size and type, as pd-balanced or pd-ssd.", GoogleSources.Storage);
        features[BatchFeature.DataDisks] = Native("A persistent disk or, as local-ssd, 375 GB and multiples of it.", GoogleSources.Storage);
        features[BatchFeature.Identities] = Native("The service account of the task, which its machine has; there is no other.", GoogleSources.Job);
        features[BatchFeature.SpotThenOnDemand] = new FeatureSupport(
            SupportLevel.EmulatedWhileClientRuns, "What was taken back goes on as a new job on demand, submitted by a client that runs.");
        features[BatchFeature.Retries] = Native("Up to 11 attempts in all, one budget for every kind of end.", GoogleSources.Retries);
        features[BatchFeature.RetryByCause] = Native("By the service's own exit codes: Preempted, HostLost, ExitCode, Signal.", GoogleSources.ReservedCodes);
        features[BatchFeature.JobPriority] = Native("0 to 99; in place of the queue's.", GoogleSources.Job);
        features[BatchFeature.Labels] = Native("Lower case; on the job's machines too, so that its costs can be told.", GoogleSources.Labels);
        foreach (var feature in new[] { BatchFeature.DependencyOnSuccess, BatchFeature.DependencyOnFailure, BatchFeature.DependencyOnAnyEnd, BatchFeature.DependencyAcrossQueues })
        {
            features[feature] = options.UseAlphaDependencies
                ? Native("By the service's v1alpha API: up to 4 jobs of the same region.", GoogleSources.Dependencies)
                : Held(HeldDependency);
        }

        features[BatchFeature.DependencyOnIndex] = Held("The service knows no dependency on a task; a client that runs starts the job when its turn comes.");
        features[BatchFeature.Arrays] = Native("1 to 100,000 tasks of one job; where the job would be larger than 1 MB without, they find BATCH_TASK_INDEX only.", GoogleSources.Quotas);
        features[BatchFeature.TaskTables] = Native("Each task's own variables; all of the job has 1 MB.", GoogleSources.Environment);
        features[BatchFeature.Restart] = Emulated("A new job of what failed, linked to the one before; jobs that waited for it and were called off stay so.");
        features[BatchFeature.SeparateStreams] = Native("By severity: standard error is ERROR.", GoogleSources.Logs);
        features[BatchFeature.OrderedEnvironments] = Missing(GoogleReasons.OneEnvironment, GoogleSources.Job);
        features[BatchFeature.QueueMaxWait] = Missing(GoogleReasons.MaxWait, GoogleSources.Quotas);
        features[BatchFeature.CpuLimit] = Missing(GoogleReasons.Limits, GoogleSources.Job);
        features[BatchFeature.MemoryLimit] = Missing(GoogleReasons.Limits, GoogleSources.Job);
        features[BatchFeature.DependencyIndexToIndex] = Missing($"{GoogleReasons.IndexToIndex}; two steps in one task do the same.", GoogleSources.Job);
        features[BatchFeature.StopChild] = Missing($"{GoogleReasons.StopChild}.", GoogleSources.Job);
        features[BatchFeature.StopGrace] = Missing("The service cannot be told how long to wait.", GoogleSources.Job);
        features[BatchFeature.LogsPerAttempt] = Missing("The lines of all attempts of a task stand in one log.", GoogleSources.Logs);
        features[BatchFeature.Quotas] = Missing("Quotas are another service's (Cloud Quotas), which this provider does not call.");
        features[BatchFeature.Prices] = Missing("Prices are another service's (Cloud Billing Catalog), which this provider does not call.");
        return new BatchCapabilities(GoogleProviderName.Value, features)
        {
            AttemptHistory = AttemptHistory.LastOnly,
            Limits = GoogleLimits.Of(options),
            Logs = new LogCapabilities
            {
                Fidelity = LogFidelity.Lines,
                SeparateStreams = true,
                PerAttempt = false,
                Retention = options.LogsPath is null ? TimeSpan.FromDays(30) : null,
                Note = options.LogsPath is null ? "Cloud Logging, by severity; reading needs the role Logs Viewer." : "Files on a mount, kept as long as it keeps them.",
            },
            Rates = new ServiceRates
            {
                SubmitBatchSize = 1,
                GetBatchSize = GetBatchSize,
                StopBatchSize = 1,
                ChangesPerSecond = options.ChangesPerSecond ?? ChangesPerSecond,
                ReadsPerSecond = options.ReadsPerSecond ?? ReadsPerSecond,
                MinPollInterval = options.MinPollInterval,
                MaxPollInterval = options.MaxPollInterval,
            },
        };
    }

    private static FeatureSupport Native(string note, string? source = null) => new(SupportLevel.Native, note, source);

    private static FeatureSupport Emulated(string note) => new(SupportLevel.EmulatedDurable, note);

    private static FeatureSupport Held(string note) => new(SupportLevel.EmulatedWhileClientRuns, note);

    private static FeatureSupport Missing(string note, string? source = null) => new(SupportLevel.Unsupported, note, source);
}
