using MultiBatch.Planning;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>How far a submission has come while its tasks are added.</summary>
internal sealed class SubmissionProgress(ProviderSubmission submission)
{
    public ProviderSubmission Submission => submission;

    public Planning.JobTranslation Translation => (Planning.JobTranslation)submission.Plan.State!;

    public PlanRequest Request => submission.Plan.Request;

    /// <summary>The tasks that a look-up found there already; null for none.</summary>
    public HashSet<string>? There { get; } = submission.Resume?.State as HashSet<string>;

    /// <summary>The Azure job its tasks go to.</summary>
    public string? Generation { get; set; }

    /// <summary>The first error; null while there is none.</summary>
    public BatchException? Error { get; private set; }

    /// <summary>True once a task of it is there, or may be.</summary>
    public bool HasEffect { get; private set; }

    public void NoteAdded() => HasEffect = true;

    public void Fail(BatchException error)
    {
        HasEffect |= error.Effect != BatchEffect.None;

        // What is there already says less than any other error.
        if (Error is null || (Error.Code == BatchErrorCode.AlreadyExists && error.Code != BatchErrorCode.AlreadyExists))
        {
            Error = error;
        }
    }

    /// <summary>The error as it is for the whole submission: a task that is there is an effect, even if this error had none.</summary>
    public BatchException Judge()
    {
        var error = Error!;
        return error.Effect != BatchEffect.None || (!HasEffect && There is null) ? error : new BatchException(error.Code, error.Message, error)
        {
            Effect = BatchEffect.Unknown,
            IsTransient = error.IsTransient,
            RetryAfter = error.RetryAfter,
            Provider = error.Provider,
            NativeCode = error.NativeCode,
            RequestId = error.RequestId,
            Resource = error.Resource,
        };
    }
}
