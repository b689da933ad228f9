namespace MultiBatch.Costs.Catalogue;

/// <summary>The price of something beside the machine.</summary>
public sealed record ExtraPrice
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>What is paid.</summary>
    public required ExtraKind Kind { get; init; }

    /// <summary>The region the price is of; null for one that is taken for every region.</summary>
    public string? Region { get; init; }

    /// <summary>The price of one unit, in US dollars; 0 when the vendor takes nothing.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Day and source.</summary>
    public required PriceOrigin Origin { get; init; }
}
