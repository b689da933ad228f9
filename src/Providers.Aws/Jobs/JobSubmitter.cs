using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>Submits plans. The native jobs of one that needs several are sent one after the other; what is there already is not sent again.</summary>
internal sealed class JobSubmitter
{
    private readonly IAwsBatchWire _wire;
    private readonly DefinitionStore _definitions;
    private readonly KnownJobs _known;
    private readonly SentParts _sent;
    private readonly TimeProvider _clock;
    private readonly string? _region;

    public JobSubmitter(IAwsBatchWire wire, KnownJobs known, SentParts sent, TimeProvider clock, string? region)
    {
        _wire = wire;
        _definitions = new DefinitionStore(wire);
        _known = known;
        _sent = sent;
        _clock = clock;
        _region = region;
    }

    public async Task<SubmitResult> SubmitAsync(ProviderSubmission submission, CancellationToken cancellationToken)
    {
        var translation = (JobTranslation)submission.Plan.State!;
        try
        {
            await _definitions.EnsureAsync(translation.Definition, cancellationToken).ConfigureAwait(false);
            var ids = await SendAsync(submission, translation, cancellationToken).ConfigureAwait(false);
            _known.Note(ids[0], translation.Shape);
            if (ids.Length > 1)
            {
                _known.NoteParts(ids[0], ids);
            }

            _sent.Forget(submission.Key.Id);

            return SubmitResult.Succeeded(submission.Key.Id, Describe(submission.Plan.Request, translation, ids[0]));
        }
        catch (BatchException error)
        {
            return SubmitResult.Failed(submission.Key.Id, error);
        }
    }

    private async Task<string[]> SendAsync(ProviderSubmission submission, JobTranslation translation, CancellationToken cancellationToken)
    {
        var parts = translation.Shape.Parts;
        var ids = new string[parts];
        var found = submission.Resume?.State as IReadOnlyList<string?>;
        var sent = parts > 1 ? _sent.Of(submission.Key.Id) : null;
        var hasSent = false;
        for (var part = 0; part < parts; part++)
        {
            if ((found?[part] ?? sent?.Find(part)) is { } there)
            {
                ids[part] = there;
                continue;
            }

            try
            {
                if (sent is not null)
                {
                    // As lost until the reply is here: a look-up may come in between.
                    sent.LostAt = _clock.GetTimestamp();
                }

                var reply = await _wire.SubmitJobAsync(translation.Part(part), cancellationToken).ConfigureAwait(false);
                ids[part] = reply.JobId ?? throw new BatchException(BatchErrorCode.Provider, "The reply to SubmitJob names no job.")
                {
                    Effect = BatchEffect.Unknown, Provider = AwsProviderName.Value, RequestId = reply.RequestId,
                };
                hasSent = true;
                if (sent is not null)
                {
                    sent.Note(part, ids[part]);
                    sent.LostAt = null;
                }
            }
            catch (BatchException error)
            {
                if (error.Effect != BatchEffect.None)
                {
                    (sent ?? _sent.Of(submission.Key.Id)).LostAt = _clock.GetTimestamp();
                }
                else if (sent is not null)
                {
                    sent.LostAt = null;
                }

                throw Judge(error, translation, hasSent || part > 0);
            }
            catch (OperationCanceledException)
            {
                // It may have arrived before anybody stopped waiting for its reply.
                (sent ?? _sent.Of(submission.Key.Id)).LostAt = _clock.GetTimestamp();
                throw;
            }
        }

        return ids;
    }

    /// <summary>The error as it is for the whole submission: a part that is there is an effect, even if this one had none.</summary>
    private BatchException Judge(BatchException error, JobTranslation translation, bool isPartThere)
    {
        var name = translation.Definition.JobDefinitionName;
        if (error.Effect == BatchEffect.None && error.Message.Contains(name, StringComparison.Ordinal))
        {
            // Somebody deregistered it since we saw it: it is registered again with the next send.
            _definitions.Forget(name);
            return isPartThere ? With(error, BatchEffect.Unknown, isTransient: true) : With(error, BatchEffect.None, isTransient: true);
        }

        return isPartThere && error.Effect == BatchEffect.None ? With(error, BatchEffect.Unknown, error.IsTransient) : error;
    }

    private static BatchException With(BatchException error, BatchEffect effect, bool isTransient) => new(error.Code, error.Message, error)
    {
        Effect = effect,
        IsTransient = isTransient,
        RetryAfter = error.RetryAfter,
        Provider = error.Provider,
        NativeCode = error.NativeCode,
        RequestId = error.RequestId,
        Resource = error.Resource,
    };

    /// <summary>The job as it is right after its submit: the reply names it and says nothing more.</summary>
    private Job Describe(PlanRequest request, JobTranslation translation, string id)
    {
        var spec = request.Spec;
        return new Job
        {
            Reference = new JobReference(AwsProviderName.Value, id) { Region = _region, Queue = spec.Queue },
            Name = JobNames.Cut(spec.Name!),
            Queue = spec.Queue,
            State = JobState.Submitted,
            NativeState = NativeStatus.Submitted,
            ArraySize = translation.Shape.Size,
            Children = translation.Shape.Size is { } size ? new JobStateCounts([new(JobState.Submitted, size)]) : null,
            Labels = spec.Labels ?? new Dictionary<string, string>(),
            Definition = request.Definition?.Reference.ToString(),
            SubmissionId = request.SubmissionId.ToString(),
            RestartOf = request.RestartOf?.Parent,
        };
    }
}
