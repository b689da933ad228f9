using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>One item per reference, in the same order.</summary>
internal sealed record GetJobsReply
{
    /// <summary>The jobs; null where there is none.</summary>
    public required IReadOnlyList<Job?> Jobs { get; init; }
}
