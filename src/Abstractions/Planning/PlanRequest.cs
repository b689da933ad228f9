using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.Queues;
using MultiBatch.Submissions;

namespace MultiBatch.Planning;

/// <summary>What a provider is asked to plan. Made by the client; everything the same on every provider is done by then.</summary>
public sealed record PlanRequest
{
    /// <summary>The id of the logical submit; native ids, request ids and tags derive from it.</summary>
    public required SubmissionId SubmissionId { get; init; }

    /// <summary>
    /// The spec to translate: the definition merged in, placeholders replaced, generic rules checked, fields the client itself takes care of
    /// removed. <see cref="JobSpec.Definition"/> and <see cref="JobSpec.Parameters"/> are null; name and queue are set;
    /// exactly one of command and script is set. Each field that is set here needs a disposition.
    /// </summary>
    public required JobSpec Spec { get; init; }

    /// <summary>The definition that was merged in, for a service that has definitions of its own; null when there is none.</summary>
    public JobDefinition? Definition { get; init; }

    /// <summary>The queue, where the client keeps queues because the service has none; otherwise null.</summary>
    public JobQueueSpec? Queue { get; init; }

    /// <summary>The environment of that queue, where the client keeps environments because the service has none; otherwise null.</summary>
    public ComputeEnvironmentSpec? Environment { get; init; }

    /// <summary>The machine type the client chose, when the caller gave none and the provider needs one; otherwise null.</summary>
    public MachineChoice? Machine { get; init; }

    /// <summary>Whether calls that read are allowed.</summary>
    public required PlanMode Mode { get; init; }

    /// <summary>The job whose failed children this submit repeats, with <see cref="RestartIndexes"/>; null for a plain submit.</summary>
    public JobReference? RestartOf { get; init; }

    /// <summary>
    /// The original indexes to run, in order, when only some children of the array run: those a restart repeats (<see cref="RestartOf"/>),
    /// those of a later <see cref="Segment"/>, or those whose turn has come in an array the client had held. Null for all of them.
    /// <see cref="JobSpec.Array"/> stays the whole array. The children of the new job count from 0 in the order of the indexes; their tasks see
    /// the original index and the whole size.
    /// </summary>
    public IReadOnlyList<int>? RestartIndexes { get; init; }

    /// <summary>Which part of a job this is, where a client runs one job as several of the service's; null for a whole job.</summary>
    public JobSegment? Segment { get; init; }
}
