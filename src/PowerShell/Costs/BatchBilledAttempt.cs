using MultiBatch.Costs.Billing;
using MultiBatch.Jobs;

namespace MultiBatch.PowerShell.Costs;

/// <summary>One attempt and what it cost, in US dollars.</summary>
public sealed class BatchBilledAttempt
{
    private readonly BilledAttempt _attempt;

    internal BatchBilledAttempt(BilledAttempt attempt) => _attempt = attempt;

    /// <summary>The job, or the child of an array.</summary>
    public string Reference => _attempt.Job.ToString();

    /// <summary>The number of the attempt.</summary>
    public int Attempt => _attempt.Attempt.Number;

    /// <summary>The machine; null when not reported.</summary>
    public string? Machine => _attempt.Attempt.Machine;

    /// <summary>The machine type it is priced by; null when not known.</summary>
    public string? MachineType => _attempt.MachineType;

    /// <summary>The region; null when not known.</summary>
    public string? Region => _attempt.Region;

    /// <summary>How the machine was bought; null when not known.</summary>
    public string? Purchase => _attempt.Purchase switch
    {
        null => null,
        PurchaseKind.Spot => "spot",
        _ => "on-demand",
    };

    /// <summary>Seconds of its machine it pays for; null when its times are not known.</summary>
    public decimal? BilledSeconds => _attempt.BilledSeconds;

    /// <summary>The price of an hour of its machine; null when not known.</summary>
    public decimal? HourlyPrice => _attempt.HourlyPrice;

    /// <summary>The day of the price.</summary>
    public DateTime? PriceDate => _attempt.PriceDate;

    /// <summary>The cost; null when not known, which is not nothing.</summary>
    public decimal? Cost => _attempt.Cost;

    /// <summary>True when its work was lost.</summary>
    public bool IsLost => _attempt.IsLost;

    /// <summary>What machine type and purchase rest on where the service does not report them.</summary>
    public string? Basis => _attempt.Basis;

    /// <summary>Why it costs what it costs, or why that is not known.</summary>
    public string? Note => _attempt.Note;

    /// <summary>The attempt and its cost.</summary>
    public override string ToString() => $"{Reference}@{Attempt}: {(Cost is { } cost ? FrontEnds.Costs.CostWords.Dollars(cost) : $"unknown ({Note})")}";
}
