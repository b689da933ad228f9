using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>The machine the engine runs on.</summary>
internal sealed record MachineFacts
{
    public required string HostName { get; init; }

    /// <summary>Processors this process may use.</summary>
    public required double VCpus { get; init; }

    /// <summary>Memory, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The instruction set; null when it is none that MultiBatch has a name for.</summary>
    public CpuArchitecture? Architecture { get; init; }

    /// <summary>True on Windows, where scripts and paths differ.</summary>
    public required bool IsWindows { get; init; }
}
