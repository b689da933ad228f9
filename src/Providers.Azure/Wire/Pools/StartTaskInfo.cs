using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record StartTaskInfo
{
    public string? State { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public int? ExitCode { get; init; }

    public int? RetryCount { get; init; }

    public FailureInfo? FailureInfo { get; init; }

    public string? Result { get; init; }
}
