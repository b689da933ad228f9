using System.Text.Json;
using MultiBatch.Providers.Azure.Jobs;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>A task as the service described it, with what follows from it.</summary>
internal sealed class SeenTask
{
    public SeenTask(AzureTask task, string generation, JsonElement? native)
    {
        Task = task;
        Generation = generation;
        Native = native;
        TaskId = task.Id ?? string.Empty;
        (JobId, Index, IsBarrier) = TaskIds.Split(TaskId);
        Note = TaskNote.Parse(task.DisplayName);
    }

    public AzureTask Task { get; }

    /// <summary>The Azure job it is in.</summary>
    public string Generation { get; }

    /// <summary>The description as received.</summary>
    public JsonElement? Native { get; }

    public string TaskId { get; }

    /// <summary>The id of the job it is, or is a part of.</summary>
    public string JobId { get; }

    public int? Index { get; }

    public bool IsBarrier { get; }

    /// <summary>What it carries of ours; null for a task that somebody else made.</summary>
    public TaskNote? Note { get; }

    /// <summary>How it stands with what it waits for; set once that is known.</summary>
    public Standing Standing { get; set; } = Standing.Free;

    /// <summary>The run, from 1.</summary>
    public int Run { get; set; } = 1;

    /// <summary>How its earlier runs ended.</summary>
    public IReadOnlyList<RunEnd> EarlierEnds { get; set; } = [];

    /// <summary>Why it was stopped, where this process did so.</summary>
    public string? StopReason { get; set; }
}
