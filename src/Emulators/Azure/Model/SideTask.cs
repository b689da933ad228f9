using MultiBatch.Emulators.Execution;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>A command that belongs to a node and not to the list of a job's tasks: a start, preparation or release task.</summary>
internal sealed class SideTask
{
    public required string Folder { get; init; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public int? ExitCode { get; set; }

    public TaskFailure? Failure { get; set; }

    public int Retries { get; set; }

    public DateTimeOffset? RetriedAt { get; set; }

    public TaskRun? Run { get; set; }

    public bool IsCompleted => EndedAt is not null;

    public bool Succeeded => IsCompleted && Failure is null;
}
