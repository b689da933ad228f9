namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The size of an array, or the index of a child.</summary>
internal sealed record ArrayPropertiesSummary
{
    public int? Size { get; init; }

    public int? Index { get; init; }

    public IReadOnlyDictionary<string, int>? StatusSummary { get; init; }

    public long? StatusSummaryLastUpdatedAt { get; init; }
}
