namespace MultiBatch.Costs.Catalogue;

/// <summary>A machine type as it is sold in one region. A price that is missing is not known: the machine may still be sold that way.</summary>
public sealed record MachineOffer
{
    /// <summary>The type.</summary>
    public required MachineType Machine { get; init; }

    /// <summary>The region.</summary>
    public required PriceRegion Region { get; init; }

    /// <summary>The price on demand; null when not known.</summary>
    public PricePoint? OnDemand { get; init; }

    /// <summary>The price on spot; null when not known.</summary>
    public PricePoint? Spot { get; init; }
}
