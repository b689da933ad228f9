namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The children of an array by state, or the index of a child.</summary>
internal sealed record ArrayPropertiesDetail
{
    public IReadOnlyDictionary<string, int>? StatusSummary { get; init; }

    public long? StatusSummaryLastUpdatedAt { get; init; }

    public int? Size { get; init; }

    public int? Index { get; init; }
}
