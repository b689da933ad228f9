using MultiBatch.Submissions;

namespace MultiBatch.Planning;

/// <summary>A held job on its way to the service: nothing of it is held any more.</summary>
internal sealed class HeldStart
{
    /// <summary>Which part of the job it is; null for a job that is started whole.</summary>
    public JobSegment? Segment { get; init; }
}
