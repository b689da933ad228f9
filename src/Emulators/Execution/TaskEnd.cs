namespace MultiBatch.Emulators.Execution;

/// <summary>How a task ended.</summary>
internal sealed record TaskEnd
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>The exit code; 128 + n after signal n; null when the process never ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>True when the host says that the task ran out of memory.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>Why the process could not be started; null when it was.</summary>
    public string? StartError { get; init; }
}
