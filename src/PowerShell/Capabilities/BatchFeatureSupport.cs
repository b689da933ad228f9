using MultiBatch.Capabilities;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;

namespace MultiBatch.PowerShell.Capabilities;

/// <summary>Whether a connection's provider can do one thing, and how.</summary>
public sealed class BatchFeatureSupport
{
    private readonly BatchFeature _feature;
    private readonly FeatureSupport _support;

    internal BatchFeatureSupport(BatchFeature feature, FeatureSupport support, string provider, string connection)
    {
        _support = support;
        _feature = feature;
        Note = support.Note;
        Source = support.Source;
        Provider = provider;
        Connection = connection;
    }

    /// <summary>The feature.</summary>
    public string Feature => _feature.ToString();

    /// <summary>How it is supported.</summary>
    public string Level => _support.Level.ToString();

    /// <summary>True unless it is unsupported.</summary>
    public bool IsSupported => _support.IsSupported;

    /// <summary>What to know about it.</summary>
    public string? Note { get; }

    /// <summary>Where that is documented.</summary>
    public string? Source { get; }

    /// <summary>The provider.</summary>
    public string Provider { get; }

    /// <summary>The connection.</summary>
    public string Connection { get; }

    /// <summary>The feature in words: <c>dependency on any end</c>.</summary>
    public string Words => FeatureWords.Name(_feature);

    /// <summary>What <c>multibatch capabilities --output json</c> says of the provider and of this feature.</summary>
    public string ToJson() => CapabilitiesJson.Write(Provider, _feature, _support);

    /// <summary>The feature and how it is supported.</summary>
    public override string ToString() => $"{Words}: {Level}";
}
