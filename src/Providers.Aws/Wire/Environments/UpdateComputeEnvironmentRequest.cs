namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Changes a compute environment; what is null stays as it is.</summary>
internal sealed record UpdateComputeEnvironmentRequest
{
    public required string ComputeEnvironment { get; init; }

    public string? State { get; init; }

    public int? UnmanagedvCpus { get; init; }

    public ComputeResourceUpdate? ComputeResources { get; init; }

    public string? ServiceRole { get; init; }

    public UpdatePolicy? UpdatePolicy { get; init; }

    public string? Context { get; init; }

    public EcsSettings? EcsSettings { get; init; }
}
