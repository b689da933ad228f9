namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskExecutionInfo
{
    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public int? ExitCode { get; init; }

    public TaskContainerInfo? ContainerInfo { get; init; }

    public FailureInfo? FailureInfo { get; init; }

    public int? RetryCount { get; init; }

    public DateTimeOffset? LastRetryTime { get; init; }

    public int? RequeueCount { get; init; }

    public DateTimeOffset? LastRequeueTime { get; init; }

    public string? Result { get; init; }
}
