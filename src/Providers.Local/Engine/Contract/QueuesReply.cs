using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A page of queues.</summary>
internal sealed record QueuesReply
{
    public required IReadOnlyList<JobQueue> Items { get; init; }

    public string? ContinuationToken { get; init; }
}
