namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The operating system and processor of a Fargate task.</summary>
internal sealed record RuntimePlatform
{
    public string? OperatingSystemFamily { get; init; }

    public string? CpuArchitecture { get; init; }
}
