namespace MultiBatch.Capabilities;

/// <summary>What a provider's logs are like.</summary>
public sealed record LogCapabilities
{
    /// <summary>How true they are to the task's output.</summary>
    public required LogFidelity Fidelity { get; init; }

    /// <summary>True when standard output and standard error are kept apart.</summary>
    public required bool SeparateStreams { get; init; }

    /// <summary>True when the output of earlier attempts can be read.</summary>
    public required bool PerAttempt { get; init; }

    /// <summary>How long logs are kept by default; null for as long as the store is.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>What else there is to know, as what a log is lost with.</summary>
    public string? Note { get; init; }
}
