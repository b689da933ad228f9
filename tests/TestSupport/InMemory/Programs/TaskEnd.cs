using MultiBatch.Jobs;

namespace MultiBatch.TestSupport.InMemory.Programs;

/// <summary>How a task ended.</summary>
internal sealed record TaskEnd(int? ExitCode, int? Signal = null, JobCause? Cause = null, string? Reason = null)
{
    public bool IsSuccess => ExitCode == 0 && Cause is null;

    public static TaskEnd Exited(int code) => code switch
    {
        0 => new TaskEnd(0),

        // What a shell says when a signal ended its command; nobody can tell it from the signal itself.
        > 128 and <= 192 => Signalled(code - 128),
        _ => new TaskEnd(code, null, JobCause.ExitCode, $"the task ended with exit code {code}"),
    };

    public static TaskEnd Signalled(int signal) =>
        new(128 + signal, signal, JobCause.Signal, $"the task was ended by signal {signal}");

    public static TaskEnd NotStarted(JobCause cause, string reason) => new(null, null, cause, reason);
}
