using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>What the tasks cost on one machine type in one region, bought in one way. Amounts are in US dollars, without taxes.</summary>
public sealed record CostRow
{
    /// <summary>The machine type.</summary>
    public required MachineType Machine { get; init; }

    /// <summary>The region.</summary>
    public required PriceRegion Region { get; init; }

    /// <summary>How it is bought.</summary>
    public required Purchase Purchase { get; init; }

    /// <summary>The price of an hour, discounts taken off; of the spot machine for <see cref="PurchaseKind.SpotThenOnDemand"/>.</summary>
    public required decimal HourlyPrice { get; init; }

    /// <summary>Day and source of the price.</summary>
    public required PriceOrigin Price { get; init; }

    /// <summary>Tasks that share a machine.</summary>
    public required int TasksPerMachine { get; init; }

    /// <summary>Machines at the same time.</summary>
    public required int Machines { get; init; }

    /// <summary>How often, at most, the same slot of a machine runs a task.</summary>
    public required int Waves { get; init; }

    /// <summary>From the first machine's start to the last task's end, when machines are there at once and no task is lost.</summary>
    public required TimeSpan Makespan { get; init; }

    /// <summary>Hours paid, over all machines, expected retries included.</summary>
    public required decimal MachineHours { get; init; }

    /// <summary>The total that is expected.</summary>
    public required decimal TotalCost { get; init; }

    /// <summary>The total when no task is lost.</summary>
    public required decimal LowCost { get; init; }

    /// <summary>
    /// The total when it goes badly: on demand, of the third cheapest family, since batch services choose among several; on spot, of the same machine on demand.
    /// Null when no price for it is known.
    /// </summary>
    public decimal? HighCost { get; init; }

    /// <summary>Expected losses of each task to machines taken back. Default: 0.</summary>
    public double ExpectedLosses { get; init; }

    /// <summary>How many times its time a task may take on spot, for lost work, before on demand is cheaper; null on demand or when not known.</summary>
    public double? BreakEven { get; init; }

    /// <summary>The share of the machines' vCPUs (of their GPUs, for tasks with GPUs) that is paid and not asked for, from 0 to 1.</summary>
    public double IdleShare { get; init; }

    /// <summary>The parts of the total.</summary>
    public IReadOnlyList<CostLine> Lines { get; init; } = [];

    /// <summary>Offers that cost exactly the same, ordered by price, type and region. Default: none.</summary>
    public IReadOnlyList<CostTie> Ties { get; init; } = [];

    /// <summary>What is to be known: how sure the price is, what is wasted, what may not start. Default: nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
