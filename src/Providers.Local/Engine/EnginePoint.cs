namespace MultiBatch.Providers.Local.Engine;

/// <summary>The places between two steps of an attempt at which a test may let the engine die. The journal has more.</summary>
internal static class EnginePoint
{
    /// <summary>Launches are about to be planned in the journal.</summary>
    public const string IntentStarts = "engine.intent.starts";

    /// <summary>Planned launches are durable; none has begun.</summary>
    public const string IntentDurable = "engine.intent.durable";

    /// <summary>The folder of an attempt is there and its process is about to be started.</summary>
    public const string SpawnStarts = "engine.spawn.starts";

    /// <summary>The process is started and nothing is recorded of it.</summary>
    public const string Spawned = "engine.spawned";

    /// <summary>The end of an attempt is known and not recorded.</summary>
    public const string EndKnown = "engine.end.known";

    /// <summary>The end of an attempt is recorded, perhaps not durably.</summary>
    public const string EndRecorded = "engine.end.recorded";

    /// <summary>The reason of a kill is durable and no signal was sent.</summary>
    public const string KillDurable = "engine.kill.durable";
}
