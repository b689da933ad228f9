namespace MultiBatch.Providers.Local.Processes;

/// <summary>What became of an attempt while no engine watched.</summary>
internal enum AdoptionOutcome
{
    /// <summary>It ended and its end is known.</summary>
    Finished,

    /// <summary>It still runs and is watched again.</summary>
    Running,

    /// <summary>It never ran and never will: the attempt is revoked. A new attempt id is needed.</summary>
    NeverStarted,

    /// <summary>It ran, is gone, and nobody recorded how it ended.</summary>
    Lost,
}
