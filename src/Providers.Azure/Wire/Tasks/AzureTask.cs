using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Tasks;

/// <summary>A task as the service describes it.</summary>
internal sealed record AzureTask : WireReply
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

    public DateTimeOffset? PreviousStateTransitionTime { get; init; }

    public string? CommandLine { get; init; }

    public ContainerSettings? ContainerSettings { get; init; }

    public IReadOnlyList<NameValuePair>? EnvironmentSettings { get; init; }

    public TaskConstraints? Constraints { get; init; }

    public int? RequiredSlots { get; init; }

    public TaskDependencies? DependsOn { get; init; }

    public TaskExecutionInfo? ExecutionInfo { get; init; }

    public NodeInfo? NodeInfo { get; init; }
}
