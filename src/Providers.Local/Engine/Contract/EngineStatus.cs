namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Who an engine is and how busy it is.</summary>
internal sealed record EngineStatus
{
    /// <summary>The version of this contract that the engine speaks; see <see cref="EngineProtocol.Version"/>.</summary>
    public required int Protocol { get; init; }

    /// <summary>The version of the program.</summary>
    public required string ProductVersion { get; init; }

    public required int ProcessId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string StateFolder { get; init; }

    public required MachineFacts Machine { get; init; }

    public required EngineTraits Traits { get; init; }

    /// <summary>Jobs there are; an array counts once.</summary>
    public required long Jobs { get; init; }

    /// <summary>Tasks (single jobs and children) that wait for other jobs.</summary>
    public required long Blocked { get; init; }

    /// <summary>Tasks that wait for room.</summary>
    public required long Queued { get; init; }

    /// <summary>Tasks that start or run.</summary>
    public required long Running { get; init; }

    /// <summary>Tasks that ended.</summary>
    public required long Ended { get; init; }

    /// <summary>True when nothing runs and nothing that waits could start: an engine of its own may end.</summary>
    public required bool IsIdle { get; init; }

    /// <summary>Why nothing more is accepted (the disk is full, say); null while all is well.</summary>
    public EngineError? Failure { get; init; }
}
