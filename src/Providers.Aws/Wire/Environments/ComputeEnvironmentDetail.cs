namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>A compute environment.</summary>
internal sealed record ComputeEnvironmentDetail
{
    public string? ComputeEnvironmentName { get; init; }

    public string? ComputeEnvironmentArn { get; init; }

    public int? UnmanagedvCpus { get; init; }

    public string? EcsClusterArn { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? Type { get; init; }

    public string? State { get; init; }

    public string? Status { get; init; }

    public string? StatusReason { get; init; }

    public ComputeResource? ComputeResources { get; init; }

    public string? ServiceRole { get; init; }

    public UpdatePolicy? UpdatePolicy { get; init; }

    public EksConfiguration? EksConfiguration { get; init; }

    public string? ContainerOrchestrationType { get; init; }

    public string? Uuid { get; init; }

    public string? Context { get; init; }

    public EcsSettings? EcsSettings { get; init; }
}
