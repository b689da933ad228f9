namespace MultiBatch.Costs.Catalogue;

/// <summary>Where prices come from, and of what day they are.</summary>
public sealed record PriceOrigin
{
    /// <summary>A short name of the source, as <c>aws-price-list</c> or the name of a file.</summary>
    public required string Name { get; init; }

    /// <summary>The day the prices were true, in UTC.</summary>
    public required DateTime Date { get; init; }

    /// <summary>Where the source is; null when not recorded.</summary>
    public string? Url { get; init; }

    /// <summary>The licence of the source; null when not recorded.</summary>
    public string? Licence { get; init; }

    /// <summary>What is to be known about prices of this origin, as that they were inferred; null when nothing is.</summary>
    public string? Note { get; init; }
}
