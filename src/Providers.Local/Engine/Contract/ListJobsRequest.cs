using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A page of jobs.</summary>
internal sealed record ListJobsRequest
{
    public required JobQuery Query { get; init; }

    public string? ContinuationToken { get; init; }
}
