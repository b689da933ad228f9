namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The platform version of Fargate.</summary>
internal sealed record FargatePlatformConfiguration
{
    public string? PlatformVersion { get; init; }
}
