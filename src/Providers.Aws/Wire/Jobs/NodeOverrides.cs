namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs from the definition of a multi-node job.</summary>
internal sealed record NodeOverrides
{
    public int? NumNodes { get; init; }

    public IReadOnlyList<NodePropertyOverride>? NodePropertyOverrides { get; init; }
}
