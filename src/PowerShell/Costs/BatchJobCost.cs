using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Estimating;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;

namespace MultiBatch.PowerShell.Costs;

/// <summary>
/// What a job, or whatever costs were summed by, did cost at list prices, in US dollars: from the attempts the service reports, lost ones included. What is not known is
/// counted apart and is in no sum.
/// </summary>
public sealed class BatchJobCost
{
    private readonly CostGroup _group;
    private readonly EstimateCheck? _check;

    internal BatchJobCost(string connection, string by, CostGroup group, EstimateCheck? check)
    {
        Connection = connection;
        By = by;
        _group = group;
        _check = check;
        Attempts = new BatchBilledAttemptList(group.Costs.Attempts);
    }

    /// <summary>What the costs have in common: a job's reference, a label's value, a day. Empty for what has no such thing.</summary>
    public string Group => _group.Key;

    /// <summary>What they were summed by.</summary>
    public string By { get; }

    /// <summary>The connection.</summary>
    public string Connection { get; }

    /// <summary>The sum of what is known; null when nothing of it is.</summary>
    public decimal? KnownCost => Attempts.Count > 0 && UnknownAttempts == Attempts.Count ? null : _group.Costs.KnownCost;

    /// <summary>The part of it that was paid for work that was lost.</summary>
    public decimal LostCost => _group.Costs.LostCost;

    /// <summary>Machine hours, of attempts whose times are known.</summary>
    public decimal MachineHours => _group.Costs.MachineHours;

    /// <summary>Attempts whose cost is not known.</summary>
    public int UnknownAttempts => _group.Costs.UnknownAttempts;

    /// <summary>The attempts, oldest first.</summary>
    public BatchBilledAttemptList Attempts { get; }

    /// <summary>What known costs rest on where the service does not report it, and why others are not known.</summary>
    public string RestsOn => CostReport.Why(_group);

    /// <summary>What an estimate says; null when none was asked for, or the job's spec, region or times are not known.</summary>
    public decimal? EstimatedCost => _check?.Estimate.TotalCost;

    /// <summary>The estimate when no task is lost.</summary>
    public decimal? EstimatedLow => _check?.Estimate.LowCost;

    /// <summary>The estimate when it goes badly.</summary>
    public decimal? EstimatedHigh => _check?.Estimate.HighCost;

    /// <summary>Actual over estimate; null when a part of the actual cost is not known.</summary>
    public double? Ratio => _check?.Ratio;

    /// <summary>Whether the actual cost is in the estimate's range; null when that cannot be said.</summary>
    public bool? IsInRange => _check?.IsInRange;

    /// <summary>The estimate and what it rests on, in a line; null without one.</summary>
    public string? Estimate => _check is null ? null : $"{CostReport.Text(_check)}; a task taken to run {DurationText.Format(_check.Duration)}: {_check.Basis}";

    /// <summary>The group as one of <c>groups</c> of <c>multibatch costs report --output json</c>.</summary>
    public string ToJson() => AccountJson.WriteGroup(_group, _check);

    /// <summary>The group and its known cost.</summary>
    public override string ToString() =>
        $"{(Group.Length == 0 ? "(none)" : Group)}: {(KnownCost is { } cost ? CostWords.Dollars(cost) : "unknown")}{(UnknownAttempts > 0 ? $", {UnknownAttempts} attempts without a price" : string.Empty)}";
}
