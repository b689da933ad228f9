using MultiBatch.Capabilities;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>What this provider can do, as data. The service's limits are the same everywhere; what differs between EC2 and Fargate is said.</summary>
internal static class AwsCapabilities
{
    // SubmitJob: 50 a second, for an account in a region. Reads share a smaller, undocumented rate.
    private const double ChangesPerSecond = 45;
    private const double ReadsPerSecond = 40;

    private const string HeldDependency = "The service starts jobs on success only; a client that runs starts this one when its turn comes.";

    private static readonly BatchFeature[] Plain =
    [
        BatchFeature.Environments,
        BatchFeature.Queues,
        BatchFeature.OrderedEnvironments,
        BatchFeature.QueuePriority,
        BatchFeature.Definitions,
        BatchFeature.Images,
        BatchFeature.EnvironmentVariables,
        BatchFeature.CpuLimit,
        BatchFeature.MemoryLimit,
        BatchFeature.RetryByExitCode,
        BatchFeature.Labels,
        BatchFeature.DependencyOnSuccess,
        BatchFeature.DependencyOnIndex,
        BatchFeature.DependencyIndexToIndex,
        BatchFeature.DependencyAcrossQueues,
        BatchFeature.Stop,
        BatchFeature.StopChild,
        BatchFeature.Logs,
        BatchFeature.LiveLogs,
        BatchFeature.LogsPerAttempt,
        BatchFeature.Diagnosis,
        BatchFeature.Prices,
    ];

    public static BatchCapabilities Of(AwsBatchOptions options)
    {
        var features = Plain.ToDictionary(feature => feature, _ => new FeatureSupport(SupportLevel.Native));
        features[BatchFeature.QueueMaxWait] = Native("For the reasons the service acts on (capacity, size of the environment, demands of the job), 10 minutes to 24 hours.", AwsSources.TimeLimitActions);
        features[BatchFeature.Scripts] = Emulated($"An argument of /bin/sh: {Prelude.Requirement}.");
        features[BatchFeature.Secrets] = Native("ARNs of Secrets Manager and Parameter Store, and names of parameters; needs an execution role.", AwsSources.Secrets);
        features[BatchFeature.Mounts] = Native("Folders of the host (EC2 only) and EFS, as efs://fs-0123/path.", AwsSources.ContainerProperties);
        features[BatchFeature.Gpus] = Native("A number of them, on EC2; which model is the environment's to say.", AwsSources.ResourceRequirement);
        features[BatchFeature.Architectures] = Native("On Fargate per job; on EC2 by the environment's instance types.", AwsSources.ContainerProperties);
        features[BatchFeature.BootDisks] = Native("On Fargate 21 to 200 GiB; on EC2 rejected: a matter of the launch template.", AwsSources.EphemeralStorage);
        features[BatchFeature.DataDisks] = Native("On Fargate 21 to 200 GiB; on EC2 rejected: a matter of the launch template.", AwsSources.EphemeralStorage);
        features[BatchFeature.Identities] = Native("Job role and execution role, by ARN.", AwsSources.ContainerProperties);
        features[BatchFeature.Spot] = Native("By the queue's environment, checked against it.", AwsSources.Environments);
        features[BatchFeature.SpotThenOnDemand] = new FeatureSupport(
            SupportLevel.EmulatedWhileClientRuns, $"What was taken back goes on in the queue NAME{QueueNames.OnDemandSuffix}, moved there by a client that runs.");
        features[BatchFeature.RetryByCause] = Native("By the beginning of the service's own texts: Preempted, HostLost, OutOfMemory, ImagePull, StartError, ExitCode.", AwsSources.EvaluateOnExit);
        features[BatchFeature.Retries] = Native(
            "Every attempt is listed; its machine, type, zone and purchase stay empty, as other services (ECS, EC2) tell those, which this provider does not call.", AwsSources.RetryStrategy);
        features[BatchFeature.Timeouts] = Native("At least 60 seconds.", AwsSources.Timeout);
        features[BatchFeature.JobPriority] = Native("On queues with a scheduling policy; elsewhere rejected.", AwsSources.Scheduling);
        features[BatchFeature.DependencyOnFailure] = new FeatureSupport(SupportLevel.EmulatedWhileClientRuns, HeldDependency, AwsSources.SubmitJob);
        features[BatchFeature.DependencyOnAnyEnd] = new FeatureSupport(SupportLevel.EmulatedWhileClientRuns, HeldDependency, AwsSources.SubmitJob);
        features[BatchFeature.Arrays] = Native(
            $"2 to 10,000 children natively, more as several arrays shown as one; the index variable is set by a shell prelude: {Prelude.Requirement}.", AwsSources.ArrayProperties);
        features[BatchFeature.TaskTables] = Emulated($"In one packed variable read by a shell prelude, or as up to 1,000 plain jobs; {Prelude.Requirement}, base64 and gzip.");
        features[BatchFeature.Restart] = Emulated("A new job of what failed, linked to the one before; jobs that waited for it and were called off stay so, and are named.");
        features[BatchFeature.Processes] = options.Image is { } image
            ? Emulated($"A job that names no image runs in the connection's, {image}.")
            : Missing(AwsReasons.Image);
        features[BatchFeature.MachineTypes] = Missing(AwsReasons.MachineType);
        features[BatchFeature.ExclusivePlacement] = Missing(AwsReasons.Exclusive);
        features[BatchFeature.ArrayParallelism] = Missing(AwsReasons.Parallelism);
        features[BatchFeature.StopGrace] = Missing("The service sends SIGTERM and, 30 seconds later, SIGKILL; it cannot be told how long to wait.");
        features[BatchFeature.SeparateStreams] = Missing("CloudWatch Logs has one stream for a task's output and errors.", AwsSources.Logs);
        features[BatchFeature.Quotas] = Missing("Quotas are another service's (Service Quotas), which this provider does not call.");
        return new BatchCapabilities(AwsProviderName.Value, features)
        {
            AttemptHistory = AttemptHistory.Complete,
            Limits = AwsLimits.Declared,
            Logs = new LogCapabilities
            {
                Fidelity = LogFidelity.Lines,
                SeparateStreams = false,
                PerAttempt = true,
                Note = "CloudWatch Logs, kept as long as the group's retention says: longer than the service keeps its jobs.",
            },
            Rates = new ServiceRates
            {
                SubmitBatchSize = 1,
                GetBatchSize = 100,
                StopBatchSize = 50,
                ChangesPerSecond = options.ChangesPerSecond ?? ChangesPerSecond,
                ReadsPerSecond = options.ReadsPerSecond ?? ReadsPerSecond,
                MinPollInterval = options.MinPollInterval,
                MaxPollInterval = options.MaxPollInterval,
                SettleTime = options.SettleTime,
            },
        };
    }

    private static FeatureSupport Native(string note, string? source = null) => new(SupportLevel.Native, note, source);

    private static FeatureSupport Emulated(string note) => new(SupportLevel.EmulatedDurable, note);

    private static FeatureSupport Missing(string note, string? source = null) => new(SupportLevel.Unsupported, note, source);
}
