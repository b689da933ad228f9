using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A queue to create, or changes to one.</summary>
internal sealed record PutQueueRequest
{
    public required JobQueueSpec Spec { get; init; }

    /// <summary>True for changes to one that is there.</summary>
    public required bool IsUpdate { get; init; }
}
