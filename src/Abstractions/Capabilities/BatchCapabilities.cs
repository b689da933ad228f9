namespace MultiBatch.Capabilities;

/// <summary>
/// What a provider, as configured, can do: data, so that a plan, a matrix and a test all read the same. Immutable.
/// </summary>
public sealed class BatchCapabilities
{
    private readonly IReadOnlyDictionary<BatchFeature, FeatureSupport> _features;

    /// <summary>Creates capabilities.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="features">Features; one that is left out is unsupported.</param>
    public BatchCapabilities(string provider, IReadOnlyDictionary<BatchFeature, FeatureSupport> features)
    {
        Provider = provider ?? throw new ArgumentNullException(nameof(provider));
        _features = features ?? throw new ArgumentNullException(nameof(features));
    }

    /// <summary>Every feature there is, in order.</summary>
    public static IReadOnlyList<BatchFeature> AllFeatures { get; } =
        Enum.GetValues<BatchFeature>().OrderBy(feature => feature).ToArray();

    /// <summary>The provider's name.</summary>
    public string Provider { get; }

    /// <summary>The limits. Default: none.</summary>
    public BatchLimits Limits { get; init; } = new();

    /// <summary>Batch sizes and rates.</summary>
    public ServiceRates Rates { get; init; } = new();

    /// <summary>What is told of attempts. Default: all.</summary>
    public AttemptHistory AttemptHistory { get; init; }

    /// <summary>What the logs are like; null when there are none.</summary>
    public LogCapabilities? Logs { get; init; }

    /// <summary>How well <paramref name="feature"/> is done.</summary>
    public FeatureSupport this[BatchFeature feature] =>
        _features.TryGetValue(feature, out var support) ? support : new FeatureSupport(SupportLevel.Unsupported);

    /// <summary>True unless <paramref name="feature"/> is unsupported.</summary>
    public bool Supports(BatchFeature feature) => this[feature].IsSupported;
}
