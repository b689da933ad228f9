using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>A job queue.</summary>
internal sealed class QueueEntry
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public string State { get; set; } = ResourceStatus.Enabled;

    public string Status { get; set; } = ResourceStatus.Creating;

    public string? StatusReason { get; set; }

    public int Priority { get; set; }

    public string? PolicyArn { get; set; }

    public JsonArray? TimeLimits { get; set; }

    /// <summary>The environments, in order.</summary>
    public List<EnvironmentEntry> Environments { get; set; } = [];

    /// <summary>Every job that was submitted and is still known, children excluded, oldest first.</summary>
    public List<JobEntry> Jobs { get; } = [];

    /// <summary>Jobs and children that are RUNNABLE, in the order they start.</summary>
    public SortedSet<JobEntry> Ready { get; } = new(JobOrder.Instance);

    /// <summary>vCPUs in use by share.</summary>
    public Dictionary<string, double> UsedByShare { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the head does not start, and since when; null when it does.</summary>
    public BlockedHead? Blocked { get; set; }

    public bool HasPolicy => PolicyArn is not null;
}
