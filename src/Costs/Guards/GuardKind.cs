namespace MultiBatch.Costs.Guards;

/// <summary>Faults of price data. Each has been met in public price data.</summary>
public enum GuardKind
{
    /// <summary>A price of an operating system with a licence, as Windows.</summary>
    OtherOperatingSystem = 0,

    /// <summary>A price of a machine on dedicated hardware.</summary>
    DedicatedTenancy = 1,

    /// <summary>A price in another currency.</summary>
    OtherCurrency = 2,

    /// <summary>A price of Azure's retired low-priority machines in place of a spot price.</summary>
    LowPriority = 3,

    /// <summary>A price of a type that is not sold in the region.</summary>
    NotSoldThere = 4,

    /// <summary>A price of zero: unknown, never free.</summary>
    Zero = 5,

    /// <summary>A price on demand outside 0.4 to 2.5 times the median of the type.</summary>
    Outlier = 6,

    /// <summary>A spot price above the price on demand.</summary>
    SpotAboveOnDemand = 7,

    /// <summary>A spot price below a twentieth of the price on demand.</summary>
    SpotTooLow = 8,

    /// <summary>A price that is out of step with the other sizes of its family in the same region, by as much as a licence or a dedicated host adds.</summary>
    OutOfStep = 9,

    /// <summary>A Google price that is not the sum of its cores and memory.</summary>
    NotTheSumOfItsParts = 10,

    /// <summary>A price for another unit than an hour, as for a reservation.</summary>
    OtherUnit = 11,

    /// <summary>The same type and region twice: whichever came last would win.</summary>
    Duplicate = 12,

    /// <summary>Fewer than nine tenths of the prices there were before.</summary>
    Shrunk = 13,
}
