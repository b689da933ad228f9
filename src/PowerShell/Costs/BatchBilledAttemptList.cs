using System.Collections.ObjectModel;
using MultiBatch.Costs.Billing;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Attempts and their costs, oldest first. Read-only.</summary>
public sealed class BatchBilledAttemptList : ReadOnlyCollection<BatchBilledAttempt>
{
    internal BatchBilledAttemptList(IEnumerable<BilledAttempt> attempts)
        : base(attempts.Select(attempt => new BatchBilledAttempt(attempt)).ToList())
    {
    }

    /// <summary>How many there are.</summary>
    public override string ToString() => $"{Count} attempt{(Count == 1 ? string.Empty : "s")}";
}
