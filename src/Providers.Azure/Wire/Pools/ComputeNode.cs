namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record ComputeNode
{
    public string? Id { get; init; }

    public string? Url { get; init; }

    public string? State { get; init; }

    public string? SchedulingState { get; init; }

    public DateTimeOffset? StateTransitionTime { get; init; }

    public DateTimeOffset? LastBootTime { get; init; }

    public DateTimeOffset? AllocationTime { get; init; }

    public string? VmSize { get; init; }

    public int? TotalTasksRun { get; init; }

    public int? RunningTasksCount { get; init; }

    public int? RunningTaskSlotsCount { get; init; }

    public bool? IsDedicated { get; init; }

    public StartTaskInfo? StartTaskInfo { get; init; }

    public IReadOnlyList<NodeError>? Errors { get; init; }
}
