namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A device of the machine that a container may use.</summary>
internal sealed record LinuxDevice
{
    public string? HostPath { get; init; }

    public string? ContainerPath { get; init; }

    public IReadOnlyList<string>? Permissions { get; init; }
}
