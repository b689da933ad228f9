using System.Text.Json;
using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Jobs;

/// <summary>What an Azure job is to be.</summary>
internal sealed record JobAddRequest
{
    public string? Id { get; init; }

    public string? DisplayName { get; init; }

    public int? Priority { get; init; }

    public int? MaxParallelTasks { get; init; }

    public bool? AllowTaskPreemption { get; init; }

    public JobConstraints? Constraints { get; init; }

    public JsonElement? JobManagerTask { get; init; }

    public JsonElement? JobPreparationTask { get; init; }

    public JsonElement? JobReleaseTask { get; init; }

    public IReadOnlyList<NameValuePair>? CommonEnvironmentSettings { get; init; }

    public PoolInformation? PoolInfo { get; init; }

    public string? OnAllTasksComplete { get; init; }

    public string? OnTaskFailure { get; init; }

    public JsonElement? NetworkConfiguration { get; init; }

    public IReadOnlyList<NameValuePair>? Metadata { get; init; }

    public bool? UsesTaskDependencies { get; init; }
}
