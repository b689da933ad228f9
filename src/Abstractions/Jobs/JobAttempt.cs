namespace MultiBatch.Jobs;

/// <summary>One try at a task. What the service does not report is null; nothing is copied from the request.</summary>
public sealed record JobAttempt
{
    /// <summary>The number of the attempt within its run, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The run, from 1; raised by a restart in place. Default: 1.</summary>
    public int Run { get; init; } = 1;

    /// <summary>The state of this attempt.</summary>
    public required JobState State { get; init; }

    /// <summary>When the task began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the task ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The exit code of the task; 128 + n after signal n.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The number of the signal that ended the task.</summary>
    public int? Signal { get; init; }

    /// <summary>Why the attempt did not succeed.</summary>
    public JobCause? Cause { get; init; }

    /// <summary>The same in words, the service's own where it gives some.</summary>
    public string? Reason { get; init; }

    /// <summary>The machine: an instance id, a node id, a host name.</summary>
    public string? Machine { get; init; }

    /// <summary>The machine type, as the provider names it.</summary>
    public string? MachineType { get; init; }

    /// <summary>The zone the machine was in.</summary>
    public string? Zone { get; init; }

    /// <summary>How the machine was bought: on demand or spot.</summary>
    public PurchaseKind? Purchase { get; init; }

    /// <summary>Where the attempt's output is kept: a log stream, a folder.</summary>
    public string? LogStream { get; init; }
}
