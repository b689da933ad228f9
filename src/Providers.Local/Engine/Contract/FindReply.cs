using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>What a look-up found.</summary>
internal sealed record FindReply
{
    /// <summary>The job; null when there is none.</summary>
    public Job? Job { get; init; }
}
