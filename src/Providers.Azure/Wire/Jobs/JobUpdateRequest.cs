using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record JobUpdateRequest
{
    public int? Priority { get; init; }

    public int? MaxParallelTasks { get; init; }

    public bool? AllowTaskPreemption { get; init; }

    public string? OnAllTasksComplete { get; init; }

    public JobConstraints? Constraints { get; init; }

    public PoolInformation? PoolInfo { get; init; }

    public IReadOnlyList<NameValuePair>? Metadata { get; init; }
}
