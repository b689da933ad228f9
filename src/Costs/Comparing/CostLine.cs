namespace MultiBatch.Costs.Comparing;

/// <summary>A part of a total.</summary>
public sealed record CostLine
{
    /// <summary>What is paid: <c>machines</c>, <c>disk</c>, <c>publicAddress</c>, <c>egress</c>, <c>logs</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The cost in US dollars; null when its price is not known, and then it is not in the total.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>The day of its price; null when not known.</summary>
    public DateTime? PriceDate { get; init; }

    /// <summary>The source of its price; null when not known.</summary>
    public string? PriceSource { get; init; }
}
