using MultiBatch.Costs.Adjusting;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Billing;

/// <summary>Settings of a <see cref="CostAccount"/>. Every one has a working default.</summary>
public sealed record CostAccountOptions
{
    /// <summary>What is paid other than the list price. Default: nothing.</summary>
    public PriceAdjustments Adjustments { get; init; } = PriceAdjustments.None;

    /// <summary>The region of attempts that do not tell theirs. Default: that of the job's reference, or not known.</summary>
    public string? Region { get; init; }

    /// <summary>The machine type of attempts that do not tell theirs, as when the job named one. Default: not known.</summary>
    public string? MachineType { get; init; }

    /// <summary>How attempts that do not tell were bought. Default: not known.</summary>
    public PurchaseKind? Purchase { get; init; }

    /// <summary>
    /// What else is known of a job's machines, for what neither the attempt nor the settings above tell: of the one machine type its environment has, of its own spec.
    /// A figure says what it rests on. Default: nothing.
    /// </summary>
    public Func<Job, MachineHint?>? HintOf { get; init; }

    /// <summary>The end of attempts that still run. Default: they are not counted.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>
    /// A machine that has no task for at most this long is taken to have been kept, and its idle time is shared by its attempts. Default: 5 minutes.
    /// </summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromMinutes(5);
}
