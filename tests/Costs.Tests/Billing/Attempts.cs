using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Billing;

/// <summary>Jobs with attempts, as services report them.</summary>
internal static class Attempts
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public static Job Job(string reference, params JobAttempt[] attempts) => new()
    {
        Reference = JobReference.Parse(reference),
        State = attempts.Length == 0 ? JobState.Queued : attempts[^1].State,
        Queue = "main",
        Attempts = attempts,
        Labels = new Dictionary<string, string> { ["team"] = reference.Contains("#1", StringComparison.Ordinal) ? "red" : "blue" },
    };

    /// <summary>An attempt that began so many seconds after <see cref="Start"/> and ran so long.</summary>
    public static JobAttempt Ran(
        double seconds, double after = 0, int number = 1, string? machine = "i-1", string? type = "m5a.xlarge", string? zone = "us-east-1a",
        PurchaseKind? purchase = PurchaseKind.OnDemand, JobCause? cause = null) => new()
        {
            Number = number,
            State = cause is null ? JobState.Succeeded : JobState.Failed,
            Cause = cause,
            StartedAt = Start.AddSeconds(after),
            EndedAt = Start.AddSeconds(after + seconds),
            Machine = machine,
            MachineType = type,
            Zone = zone,
            Purchase = purchase,
        };
}
