namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Labels and annotations of a pod.</summary>
internal sealed record EksMetadata
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public string? Namespace { get; init; }
}
