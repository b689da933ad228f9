namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A folder of the machine; without a path the service makes one.</summary>
internal sealed record VolumeHost
{
    public string? SourcePath { get; init; }
}
