namespace MultiBatch.Costs.Reporting;

/// <summary>A bar of a chart.</summary>
internal sealed class HtmlBar
{
    public required string Label { get; init; }

    public required string Detail { get; init; }

    /// <summary>What the colour stands for: a provider.</summary>
    public required string Kind { get; init; }

    public required decimal Value { get; init; }

    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    public required string Text { get; init; }

    /// <summary>True for a value that is hatched, since it is less sure than it looks.</summary>
    public bool IsGuess { get; init; }
}
