namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Where the service's rules are documented.</summary>
internal static class AwsSources
{
    public const string Limits = "https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html";
    public const string SubmitJob = "https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html";
    public const string RegisterJobDefinition = "https://docs.aws.amazon.com/batch/latest/APIReference/API_RegisterJobDefinition.html";
    public const string ContainerProperties = "https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html";
    public const string ResourceRequirement = "https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html";
    public const string ArrayProperties = "https://docs.aws.amazon.com/batch/latest/APIReference/API_ArrayProperties.html";
    public const string EvaluateOnExit = "https://docs.aws.amazon.com/batch/latest/APIReference/API_EvaluateOnExit.html";
    public const string RetryStrategy = "https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html";
    public const string Timeout = "https://docs.aws.amazon.com/batch/latest/APIReference/API_JobTimeout.html";
    public const string Environment = "https://docs.aws.amazon.com/batch/latest/APIReference/API_KeyValuePair.html";
    public const string Tags = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html";
    public const string Fargate = "https://docs.aws.amazon.com/batch/latest/userguide/fargate.html";
    public const string Secrets = "https://docs.aws.amazon.com/batch/latest/userguide/specifying-sensitive-data.html";
    public const string EphemeralStorage = "https://docs.aws.amazon.com/batch/latest/APIReference/API_EphemeralStorage.html";
    public const string Efs = "https://docs.aws.amazon.com/batch/latest/userguide/efs-volumes.html";
    public const string RunTask = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html";
    public const string Environments = "https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html";
    public const string Queues = "https://docs.aws.amazon.com/batch/latest/APIReference/API_CreateJobQueue.html";
    public const string TimeLimitActions = "https://docs.aws.amazon.com/batch/latest/APIReference/API_JobStateTimeLimitAction.html";
    public const string Scheduling = "https://docs.aws.amazon.com/batch/latest/userguide/job_scheduling.html";
    public const string Logs = "https://docs.aws.amazon.com/batch/latest/userguide/using_cloudwatch_logs.html";
    public const string States = "https://docs.aws.amazon.com/batch/latest/userguide/job_states.html";
    public const string Ours = "MultiBatch";
}
