namespace MultiBatch.Capabilities;

/// <summary>How well a provider does one thing, and how that is known.</summary>
public sealed record FeatureSupport
{
    /// <summary>Creates a statement.</summary>
    /// <param name="level">How well.</param>
    /// <param name="note">How, or why not, and what to use in its place; null when the level says it all.</param>
    /// <param name="source">Where this is documented; null when it is our own doing.</param>
    public FeatureSupport(SupportLevel level, string? note = null, string? source = null)
    {
        Level = level;
        Note = note;
        Source = source;
    }

    /// <summary>How well.</summary>
    public SupportLevel Level { get; }

    /// <summary>How, or why not, and what to use in its place.</summary>
    public string? Note { get; }

    /// <summary>Where this is documented.</summary>
    public string? Source { get; }

    /// <summary>True unless the level is <see cref="SupportLevel.Unsupported"/>.</summary>
    public bool IsSupported => Level != SupportLevel.Unsupported;
}
