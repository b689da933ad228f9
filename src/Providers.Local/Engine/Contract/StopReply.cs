namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>One item per reference, in the same order.</summary>
internal sealed record StopReply
{
    /// <summary>What went wrong; null where nothing did.</summary>
    public required IReadOnlyList<EngineError?> Errors { get; init; }
}
