namespace MultiBatch.Costs.Billing;

/// <summary>What jobs did cost.</summary>
public sealed record JobCosts
{
    /// <summary>The attempts.</summary>
    public required IReadOnlyList<BilledAttempt> Attempts { get; init; }

    /// <summary>The sum of what is known, in US dollars.</summary>
    public decimal KnownCost => Attempts.Sum(attempt => attempt.Cost ?? 0);

    /// <summary>The part of it that was paid for work that was lost.</summary>
    public decimal LostCost => Attempts.Where(attempt => attempt.IsLost).Sum(attempt => attempt.Cost ?? 0);

    /// <summary>Machine hours, of attempts whose times are known.</summary>
    public decimal MachineHours => Attempts.Sum(attempt => attempt.BilledSeconds ?? 0) / 3600;

    /// <summary>Attempts that ran and whose cost is not known.</summary>
    public int UnknownAttempts => Attempts.Count(attempt => attempt.Cost is null);
}
