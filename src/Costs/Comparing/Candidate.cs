using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>One offer, bought in one way, and what the tasks' machines cost with it.</summary>
internal sealed class Candidate
{
    public required MachineType Machine { get; init; }

    /// <summary>Where the offer is in the catalogue's columns.</summary>
    public required int At { get; init; }

    public required Purchase Purchase { get; init; }

    /// <summary>Units of price an hour, discounts taken off.</summary>
    public required decimal Price { get; init; }

    /// <summary>Units of price, times the seconds of all machines, for an hour's price: exact, so that ties are ties.</summary>
    public required decimal Cost { get; init; }

    public required Schedule Schedule { get; init; }

    public required SpotRisk Risk { get; init; }
}
