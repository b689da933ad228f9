namespace MultiBatch.Providers.Local.Limits;

/// <summary>What one attempt may use at most.</summary>
internal sealed class ResourceLimits
{
    public static ResourceLimits None { get; } = new();

    /// <summary>Memory of all processes of the attempt together, in bytes. Null: no limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Processor time per time, in CPUs: 0.5 is half of one. Null: no limit.</summary>
    public double? Cpus { get; init; }

    public bool IsEmpty => MemoryBytes is null && Cpus is null;
}
