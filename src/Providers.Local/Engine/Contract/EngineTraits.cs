namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>What this engine can promise on this machine; found by really doing it, when the engine began.</summary>
internal sealed record EngineTraits
{
    /// <summary>How processes are started.</summary>
    public required string Launcher { get; init; }

    /// <summary>Whether a task outlives the engine and its end is known afterwards.</summary>
    public required bool SurvivesEngine { get; init; }

    /// <summary>Whether a task is asked to end before it is killed.</summary>
    public required bool GentleStop { get; init; }

    /// <summary>Whether a task that takes more memory than it asked for is ended.</summary>
    public required bool LimitsMemory { get; init; }

    /// <summary>Whether a task gets no more processor time than it asked for.</summary>
    public required bool LimitsCpu { get; init; }

    /// <summary>Whether an end for lack of memory is told from any other kill.</summary>
    public required bool DetectsOutOfMemory { get; init; }

    /// <summary>What enforces limits, and what stood against something better.</summary>
    public required string LimitsExplanation { get; init; }

    /// <summary>How long a task has between the request to end and the kill.</summary>
    public required TimeSpan StopGrace { get; init; }
}
