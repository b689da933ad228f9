using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Jobs to stop.</summary>
internal sealed record StopRequest
{
    public required IReadOnlyList<JobReference> References { get; init; }

    public required string Reason { get; init; }
}
