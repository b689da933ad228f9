using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Submissions;

namespace MultiBatch.Submitting;

/// <summary>One logical submit on its way from a spec to an outcome. Used by one thread at a time.</summary>
internal sealed class SubmitItem
{
    public int Ordinal { get; init; }

    /// <summary>The spec, as given.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>The spec with names of other jobs of the call replaced by references.</summary>
    public JobSpec? Linked { get; set; }

    public required SubmissionId Id { get; init; }

    /// <summary>True when somebody may have sent this id before: it is looked up before anything is sent.</summary>
    public bool MayExist { get; init; }

    public bool AllowHeld { get; init; }

    public JobReference? RestartOf { get; init; }

    public IReadOnlyList<int>? RestartIndexes { get; init; }

    /// <summary>Which start of a held job this is; null for a submit of a caller's.</summary>
    public HeldStart? Start { get; init; }

    public JobPlan? Plan { get; set; }

    /// <summary>What was found of an earlier send, to be completed.</summary>
    public SubmissionLookup? Resume { get; set; }

    /// <summary>True once a look-up could not rule an earlier job out: a duplicate may still turn up.</summary>
    public bool MayHaveTwin { get; set; }

    public int Sends { get; set; }

    /// <summary>How long the service asked to wait before the next send.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>When the first send began, by the clock's timestamp.</summary>
    public long? BeganAt { get; set; }

    /// <summary>The error of the submit that kept this one from being sent.</summary>
    public BatchException? Cause { get; set; }

    public List<Job> DuplicatesStopped { get; } = [];

    /// <summary>How it ended; null while it is under way, and when it was cancelled with nothing left behind.</summary>
    public SubmitOutcome? Outcome { get; private set; }

    public SubmissionKey Key()
    {
        var spec = Plan!.ProviderPlan!.Request.Spec;
        return new SubmissionKey
        {
            Id = Id,
            JobName = spec.Name!,
            Queue = spec.Queue!,
            Segment = Start?.Segment,
            ArraySize = RestartIndexes?.Count ?? spec.Array?.Tasks?.Rows.Count ?? spec.Array?.Size,
        };
    }

    public void Succeed(Job job) => End(job, null);

    public void Fail(BatchException error) => End(null, error);

    private void End(Job? job, BatchException? error) => Outcome = new SubmitOutcome
    {
        Ordinal = Ordinal,
        Spec = Spec,
        SubmissionId = Id,
        Job = job,
        Error = error,
        Plan = Plan,
        DuplicatesStopped = DuplicatesStopped,
    };
}
