namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record JobExecutionInfo
{
    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public string? PoolId { get; init; }

    public string? TerminateReason { get; init; }

    public SchedulingError? SchedulingError { get; init; }
}
