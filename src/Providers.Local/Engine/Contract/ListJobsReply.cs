using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A page of jobs.</summary>
internal sealed record ListJobsReply
{
    public required IReadOnlyList<Job> Jobs { get; init; }

    public string? ContinuationToken { get; init; }
}
