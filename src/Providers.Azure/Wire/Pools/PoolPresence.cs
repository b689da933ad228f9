namespace MultiBatch.Providers.Azure.Wire.Pools;

/// <summary>Whether a pool is there.</summary>
internal sealed record PoolPresence : WireReply
{
    public bool Exists { get; init; }
}
