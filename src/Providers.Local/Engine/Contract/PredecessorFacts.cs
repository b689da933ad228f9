namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>What a plan must know of a job that is waited for.</summary>
internal sealed record PredecessorFacts
{
    public required bool Exists { get; init; }

    /// <summary>The number of children of an array; null for a single job.</summary>
    public int? ArraySize { get; init; }
}
