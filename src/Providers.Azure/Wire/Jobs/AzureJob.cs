using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Jobs;

/// <summary>An Azure job: one generation of a queue.</summary>
internal sealed record AzureJob : WireReply
{
    public string? Id { get; init; }

    public string? DisplayName { get; init; }

    public string? Url { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? CreationTime { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? StateTransitionTime { get; init; }

    public string? PreviousState { get; init; }

    public int? Priority { get; init; }

    public int? MaxParallelTasks { get; init; }

    public bool? AllowTaskPreemption { get; init; }

    public bool? UsesTaskDependencies { get; init; }

    public JobConstraints? Constraints { get; init; }

    public PoolInformation? PoolInfo { get; init; }

    public string? OnAllTasksComplete { get; init; }

    public string? OnTaskFailure { get; init; }

    public IReadOnlyList<NameValuePair>? Metadata { get; init; }

    public JobExecutionInfo? ExecutionInfo { get; init; }
}
