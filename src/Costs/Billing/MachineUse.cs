using MultiBatch.Jobs;

namespace MultiBatch.Costs.Billing;

/// <summary>An attempt, seen from the machine it ran on.</summary>
internal sealed class MachineUse
{
    public MachineUse(Job job, JobAttempt attempt, CostAccountOptions options)
    {
        Job = job;
        Attempt = attempt;
        Provider = job.Reference.Provider;
        var hint = options.HintOf?.Invoke(job);
        MachineType = attempt.MachineType ?? options.MachineType ?? hint?.MachineType;
        Purchase = attempt.Purchase ?? options.Purchase ?? hint?.Purchase;
        Region = RegionOf(Provider, attempt.Zone) ?? job.Reference.Region ?? options.Region ?? hint?.Region;
        Basis = BasisOf(attempt, options, hint);
        StartedAt = attempt.StartedAt;
        EndedAt = attempt.EndedAt ?? options.Now;
    }

    public Job Job { get; }

    public JobAttempt Attempt { get; }

    public string Provider { get; }

    public string? MachineType { get; }

    public PurchaseKind? Purchase { get; }

    public string? Region { get; }

    /// <summary>Where machine type and purchase come from, where the service does not report them; null when it does.</summary>
    public string? Basis { get; }

    public DateTimeOffset? StartedAt { get; }

    public DateTimeOffset? EndedAt { get; }

    /// <summary>True for an attempt whose time on a machine is known.</summary>
    public bool HasRun => StartedAt is not null && EndedAt is not null && EndedAt >= StartedAt;

    public TimeSpan Ran => HasRun ? EndedAt!.Value - StartedAt!.Value : TimeSpan.Zero;

    /// <summary>True when the vendor took the machine back.</summary>
    public bool WasTakenBack => Attempt.Cause == JobCause.Preempted;

    /// <summary>What machine it was; an attempt that does not tell had one of its own.</summary>
    public string MachineKey => Attempt.Machine is { } machine
        ? $"{Provider}/{Job.Reference.Connection}/{Region}/{machine}"
        : $"{Job.Reference}/{Attempt.Run}/{Attempt.Number}";

    private static string? BasisOf(JobAttempt attempt, CostAccountOptions options, MachineHint? hint)
    {
        var parts = new List<string>(2);
        if (attempt.MachineType is null && (options.MachineType ?? hint?.MachineType) is not null)
        {
            parts.Add(options.MachineType is not null ? "machine type as given" : $"machine type of {hint!.Basis}");
        }

        if (attempt.Purchase is null && (options.Purchase ?? hint?.Purchase) is not null)
        {
            parts.Add(options.Purchase is not null ? "purchase as given" : $"purchase of {hint!.Basis}");
        }

        return parts.Count == 0 ? null : "not reported: " + string.Join(", ", parts);
    }

    // us-east-1a, us-central1-a; an Azure zone is a number, which tells nothing.
    private static string? RegionOf(string provider, string? zone)
    {
        if (string.IsNullOrEmpty(zone) || zone!.Length < 4)
        {
            return null;
        }

        return provider switch
        {
            "aws" => char.IsLetter(zone[zone.Length - 1]) && char.IsDigit(zone[zone.Length - 2]) ? zone.Substring(0, zone.Length - 1) : zone,
            "google" => zone[zone.Length - 2] == '-' ? zone.Substring(0, zone.Length - 2) : zone,
            _ => null,
        };
    }
}
