using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Planning;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>
/// Submits plans: one call each, with a job id and a request id that derive from the submission. Sent again it is the same request, so that no reply that
/// was lost can leave two jobs.
/// </summary>
internal sealed class JobSubmitter
{
    private readonly IGoogleBatchWire _wire;
    private readonly GoogleScope _scope;
    private readonly JobReader _reader;

    public JobSubmitter(IGoogleBatchWire wire, GoogleScope scope, JobReader reader)
    {
        _wire = wire;
        _scope = scope;
        _reader = reader;
    }

    public async Task<SubmitResult> SubmitAsync(ProviderSubmission submission, CancellationToken cancellationToken)
    {
        var translation = (JobTranslation)submission.Plan.State!;
        try
        {
            var job = await _wire.CreateJobAsync(
                new CreateJobRequest
                {
                    Parent = _scope.Parent,
                    JobId = translation.JobId,
                    RequestId = translation.RequestId,
                    Job = translation.Job,
                    IsAlpha = translation.IsAlpha,
                },
                cancellationToken).ConfigureAwait(false);
            if (ResourceNames.Last(job.Name) != translation.JobId)
            {
                throw new BatchException(BatchErrorCode.Provider, "The reply to CreateJob is about another job.") { Effect = BatchEffect.Unknown, Provider = GoogleProviderName.Value };
            }

            return SubmitResult.Succeeded(submission.Key.Id, await _reader.MapAsync(_reader.Describe(job), mayAsk: false, cancellationToken).ConfigureAwait(false));
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.AlreadyExists)
        {
            return SubmitResult.Failed(submission.Key.Id, await JudgeAsync(error, translation, submission.Key, cancellationToken).ConfigureAwait(false));
        }
        catch (BatchException error)
        {
            return SubmitResult.Failed(submission.Key.Id, error);
        }
    }

    /// <summary>
    /// A job of this id is there. If it is this submission's, an earlier send has arrived whose reply was lost: then the look-up settles it, comparing what
    /// is there with what was asked for.
    /// </summary>
    private async Task<BatchException> JudgeAsync(BatchException error, JobTranslation translation, SubmissionKey key, CancellationToken cancellationToken)
    {
        bool isOurs;
        try
        {
            var found = await _wire.GetJobAsync(ResourceNames.Job(_scope.Project, _scope.Region, translation.JobId), cancellationToken).ConfigureAwait(false);
            isOurs = SubmissionFinder.IsOf(found, key);
        }
        catch (BatchException)
        {
            // The look-up will say.
            isOurs = true;
        }

        return new BatchException(error.Code, error.Message, error)
        {
            Effect = isOurs ? BatchEffect.Unknown : BatchEffect.None,
            Provider = error.Provider,
            NativeCode = error.NativeCode,
            Resource = error.Resource,
        };
    }
}
