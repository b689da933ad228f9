using MultiBatch.Jobs;

namespace MultiBatch.Costs.Billing;

/// <summary>One attempt and what it cost.</summary>
public sealed record BilledAttempt
{
    /// <summary>The job, or the child of an array.</summary>
    public required JobReference Job { get; init; }

    /// <summary>The attempt.</summary>
    public required JobAttempt Attempt { get; init; }

    /// <summary>The region it ran in, from its zone or the job's reference; null when not known.</summary>
    public string? Region { get; init; }

    /// <summary>The machine type it is priced by; null when not known.</summary>
    public string? MachineType { get; init; }

    /// <summary>How its machine was bought, as it is priced; null when not known.</summary>
    public PurchaseKind? Purchase { get; init; }

    /// <summary>What machine type and purchase rest on where the service does not report them; null when it does.</summary>
    public string? Basis { get; init; }

    /// <summary>
    /// Seconds of its machine it pays for: its own, and its share of the minimum and of short gaps in between; 0 for a spot machine that the vendor took back
    /// while it was still free. Null when it never had a machine, or its times are not known.
    /// </summary>
    public decimal? BilledSeconds { get; init; }

    /// <summary>The price of an hour of its machine, in US dollars; null when not known.</summary>
    public decimal? HourlyPrice { get; init; }

    /// <summary>The day of the price.</summary>
    public DateTime? PriceDate { get; init; }

    /// <summary>The cost in US dollars; null when not known, which is not nothing.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Why it costs what it costs, or why that is not known; null when there is nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>True when its work was lost: another attempt had to do it again.</summary>
    public bool IsLost { get; init; }
}
