namespace MultiBatch.Costs.Catalogue;

/// <summary>A price: a figure with its currency, its day and its source.</summary>
public sealed record PricePoint
{
    /// <summary>The price of one hour, more than 0.</summary>
    public required decimal HourlyPrice { get; init; }

    /// <summary>The currency. Every catalogue is in US dollars.</summary>
    public string Currency { get; init; } = PriceCatalogue.Currency;

    /// <summary>Day and source.</summary>
    public required PriceOrigin Origin { get; init; }

    /// <summary>True when the price is so far from its like that it is more likely a fault than an offer; see <see cref="PriceCatalogue"/>.</summary>
    public bool IsOutlier { get; init; }
}
