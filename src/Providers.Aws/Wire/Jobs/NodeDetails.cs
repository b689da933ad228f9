namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Which node of a multi-node job this is.</summary>
internal sealed record NodeDetails
{
    public int? NodeIndex { get; init; }

    public bool? IsMainNode { get; init; }
}
