namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The nodes of a multi-node job, or the index of one.</summary>
internal sealed record NodePropertiesSummary
{
    public bool? IsMainNode { get; init; }

    public int? NumNodes { get; init; }

    public int? NodeIndex { get; init; }
}
