namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>An amount of VCPU, MEMORY (in MiB) or GPU, as text.</summary>
internal sealed record ResourceRequirement
{
    public string? Value { get; init; }

    public string? Type { get; init; }
}
