using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>What is the same for all offers of a type that are bought in one way.</summary>
internal readonly struct OfferLook
{
    public required MachineType Machine { get; init; }

    public required Schedule Schedule { get; init; }

    /// <summary>What prices are plausible; null when every price is taken.</summary>
    public required OutlierBounds? Bounds { get; init; }

    public required Purchase Purchase { get; init; }

    public required SpotRisk Risk { get; init; }
}
