using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Jobs to describe.</summary>
internal sealed record GetJobsRequest
{
    public required IReadOnlyList<JobReference> References { get; init; }
}
