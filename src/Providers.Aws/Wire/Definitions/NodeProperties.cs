namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The nodes of a multi-node job.</summary>
internal sealed record NodeProperties
{
    public int? NumNodes { get; init; }

    public int? MainNode { get; init; }

    public IReadOnlyList<NodeRangeProperty>? NodeRangeProperties { get; init; }
}
