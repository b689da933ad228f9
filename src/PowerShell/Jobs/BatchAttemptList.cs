using System.Collections.ObjectModel;
using MultiBatch.Jobs;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>The attempts of a job, oldest first. Read-only.</summary>
public sealed class BatchAttemptList : ReadOnlyCollection<BatchAttempt>
{
    internal BatchAttemptList(IReadOnlyList<JobAttempt> attempts)
        : base(attempts.Select(attempt => new BatchAttempt(attempt)).ToList())
    {
    }

    /// <summary>The attempts as <c>1 failed (preempted); 2 succeeded</c>.</summary>
    public override string ToString() => string.Join("; ", this);
}
