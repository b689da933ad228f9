using System.Text.Json.Nodes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>A node of a pool: a folder of this host, and so many slots.</summary>
internal sealed class NodeEntry
{
    public required string Id { get; init; }

    public required PoolEntry Pool { get; init; }

    public required long Ordinal { get; init; }

    public required bool IsDedicated { get; init; }

    public required DateTimeOffset AllocatedAt { get; init; }

    /// <summary>Its folder: the root of all its files.</summary>
    public required string Folder { get; init; }

    public NodePhase Phase { get; private set; } = NodePhase.Creating;

    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset? BootedAt { get; set; }

    public bool TakesTasks { get; set; } = true;

    public int UsedSlots { get; set; }

    public HashSet<TaskEntry> Tasks { get; } = [];

    public int TotalRun { get; set; }

    public int TotalSucceeded { get; set; }

    public SideTask? StartTask { get; set; }

    /// <summary>What ran before and after the tasks of a job, by job.</summary>
    public Dictionary<JobEntry, JobOnNode> Jobs { get; } = [];

    /// <summary>What becomes of its tasks when it leaves.</summary>
    public DeallocationOption Leaving { get; set; }

    public AgendaEntry? Next { get; set; }

    public JsonObject? Error { get; set; }

    public bool IsGone { get; set; }

    public int FreeSlots => TakesTasks && Phase is (NodePhase.Idle or NodePhase.Running) ? Pool.SlotsPerNode - UsedSlots : 0;

    public void Become(NodePhase phase, DateTimeOffset now)
    {
        if (Phase != phase || Since == default)
        {
            Phase = phase;
            Since = now;
        }
    }
}
