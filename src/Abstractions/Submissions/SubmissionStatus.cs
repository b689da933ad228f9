namespace MultiBatch.Submissions;

/// <summary>What a look-up of a submission found.</summary>
public enum SubmissionStatus
{
    /// <summary>The job is there, whole.</summary>
    Found = 0,

    /// <summary>Some of it is there; submitting with <see cref="ProviderSubmission.Resume"/> completes it.</summary>
    Partial = 1,

    /// <summary>It is certain that nothing is there: it may be sent again.</summary>
    Absent = 2,

    /// <summary>Nothing is seen, but it may still turn up: look again.</summary>
    Inconclusive = 3,
}
