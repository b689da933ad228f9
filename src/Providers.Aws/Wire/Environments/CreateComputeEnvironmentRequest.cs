namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Makes a compute environment.</summary>
internal sealed record CreateComputeEnvironmentRequest
{
    public required string ComputeEnvironmentName { get; init; }

    public required string Type { get; init; }

    public string? State { get; init; }

    public int? UnmanagedvCpus { get; init; }

    public ComputeResource? ComputeResources { get; init; }

    public string? ServiceRole { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public EksConfiguration? EksConfiguration { get; init; }

    public string? Context { get; init; }

    public EcsSettings? EcsSettings { get; init; }
}
