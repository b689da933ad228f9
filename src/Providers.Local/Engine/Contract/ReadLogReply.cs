using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A part of a log: whole lines, one after the other.</summary>
internal sealed record ReadLogReply
{
    /// <summary>The attempt that was read; without an attempt when none has begun.</summary>
    public required JobReference Job { get; init; }

    /// <summary>Standard output.</summary>
    public byte[]? Output { get; init; }

    /// <summary>Standard error.</summary>
    public byte[]? Error { get; init; }

    public required string NextToken { get; init; }

    public required bool IsComplete { get; init; }
}
