namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Settings of Linux for a container.</summary>
internal sealed record LinuxParameters
{
    public IReadOnlyList<LinuxDevice>? Devices { get; init; }

    public bool? InitProcessEnabled { get; init; }

    public int? SharedMemorySize { get; init; }

    public IReadOnlyList<Tmpfs>? Tmpfs { get; init; }

    public int? MaxSwap { get; init; }

    public int? Swappiness { get; init; }
}
