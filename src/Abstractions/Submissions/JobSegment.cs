using MultiBatch.Jobs;

namespace MultiBatch.Submissions;

/// <summary>
/// Which part of a job a submit is, where a client runs one job as several of the service's, one after the other
/// (<see cref="PurchaseKind.SpotThenOnDemand"/>): spot attempts first, then on demand what was taken back.
/// </summary>
/// <remarks>
/// To the service each segment is a job with a submission id of its own, so that names, tokens, look-ups and settling are those of any other
/// submit. <see cref="JobSpec.Purchase"/> of its spec is <see cref="Purchase"/>. A provider whose on-demand segments go to another queue
/// (AWS: <c>&lt;queue&gt;--od</c>) derives that queue from the portable one and from <see cref="Purchase"/>, in plans and look-ups alike;
/// <see cref="Job.Queue"/> stays the portable name.
/// </remarks>
public sealed record JobSegment
{
    /// <summary>The id of the logical submit that all segments belong to, for a tag; the first segment's own id is the same.</summary>
    public required SubmissionId Submission { get; init; }

    /// <summary>The number of the segment, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How this segment is bought: <see cref="PurchaseKind.Spot"/> or <see cref="PurchaseKind.OnDemand"/>.</summary>
    public required PurchaseKind Purchase { get; init; }

    /// <summary>
    /// The attempts that the task made in earlier segments, the most of any child; where the provider sets
    /// <see cref="RuntimeVariables.Attempt"/>, it goes on from there. Default: 0.
    /// </summary>
    public int AttemptsBefore { get; init; }
}
