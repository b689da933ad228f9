using MultiBatch.Capabilities;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;

namespace MultiBatch.PowerShell.Capabilities;

/// <summary>Whether a connection's provider can do one thing, and how.</summary>
public sealed class BatchFeatureSupport
{
    private readonly FeatureSupport _support;

    internal BatchFeatureSupport(BatchFeature feature, FeatureSupport support, string provider, string connection)
    {
        _support = support;
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
    public string Words => FeatureWords.Name(Feature);

    /// <summary>What <c>multibatch capabilities --output json</c> says of the provider and of this feature.</summary>
    public string ToJson() => CapabilitiesJson.Write(Provider, Feature, _support);

    /// <summary>The feature and how it is supported.</summary>
    public override string ToString() => $"{Words}: {Level}";
}
