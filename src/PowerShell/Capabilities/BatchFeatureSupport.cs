using MultiBatch.Capabilities;

namespace MultiBatch.PowerShell.Capabilities;

/// <summary>Whether a connection's provider can do one thing, and how.</summary>
public sealed class BatchFeatureSupport
{
    internal BatchFeatureSupport(BatchFeature feature, FeatureSupport support, string provider, string connection)
    {
        Feature = feature;
        Level = support.Level;
        Note = support.Note;
        Source = support.Source;
        Provider = provider;
        Connection = connection;
    }

    /// <summary>The feature.</summary>
    public BatchFeature Feature { get; }

    /// <summary>How it is supported.</summary>
    public SupportLevel Level { get; }

    /// <summary>True unless it is unsupported.</summary>
    public bool IsSupported => Level != SupportLevel.Unsupported;

    /// <summary>What to know about it.</summary>
    public string? Note { get; }

    /// <summary>Where that is documented.</summary>
    public string? Source { get; }

    /// <summary>The provider.</summary>
    public string Provider { get; }

    /// <summary>The connection.</summary>
    public string Connection { get; }

    /// <summary>The feature in words: <c>dependency on any end</c>.</summary>
    public string Words => string.Concat(Feature.ToString().Select((letter, index) =>
        char.IsUpper(letter) && index > 0 ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    /// <summary>The feature and how it is supported.</summary>
    public override string ToString() => $"{Words}: {Level}";
}
