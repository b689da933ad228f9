using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>One try at a job.</summary>
internal sealed class AttemptEntry
{
    public required int Number { get; init; }

    public required EnvironmentEntry Environment { get; init; }

    /// <summary>The id of the container task: 32 hexadecimal digits.</summary>
    public string TaskId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The machine; null on Fargate.</summary>
    public string? InstanceId { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    public int? ExitCode { get; set; }

    public string? Reason { get; set; }

    public string? StatusReason { get; set; }

    public string? LogStream { get; set; }

    public TaskRun? Run { get; set; }

    /// <summary>The next thing that happens to it by itself: its start, its timeout.</summary>
    public AgendaEntry? Next { get; set; }

    public AgendaEntry? Reclaim { get; set; }

    /// <summary>Why it is being ended; null when it ends by itself.</summary>
    public AttemptStop? Stop { get; set; }
}
