using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Errors;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Tasks;
using MultiBatch.Shared.Http;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>
/// Adds the tasks of submissions, a hundred in a request whatever job they are of. Each task has its own result, and none is passed over: what failed is
/// an error of its submission, which the client settles. A request that is too large is halved, since nothing of it was done; nothing else is sent twice.
/// </summary>
internal sealed class JobSubmitter
{
    private readonly IAzureBatchWire _wire;
    private readonly Generations _generations;
    private readonly KnownJobs _known;

    public JobSubmitter(IAzureBatchWire wire, Generations generations, KnownJobs known)
    {
        _wire = wire;
        _generations = generations;
        _known = known;
    }

    public async Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken)
    {
        var all = submissions.Select(submission => new SubmissionProgress(submission)).ToList();
        foreach (var one in all)
        {
            try
            {
                one.Generation = one.Translation.Generation
                    ?? (one.There is not null && one.Submission.Resume?.Job?.Reference.Queue is { } begun ? begun
                        : await _generations.OpenAsync(one.Request.Spec.Queue!, cancellationToken).ConfigureAwait(false));
            }
            catch (BatchException error)
            {
                one.Fail(error);
            }
        }

        foreach (var group in all.Where(one => one.Error is null).GroupBy(one => one.Generation!, TaskIds.Comparer))
        {
            await SendAsync(group.Key, group.ToList(), cancellationToken).ConfigureAwait(false);
        }

        return all.ConvertAll(one =>
        {
            if (one.Error is not null)
            {
                return SubmitResult.Failed(one.Submission.Key.Id, one.Judge());
            }

            _known.Note(one.Submission.Key.Id.ToString(), one.Generation!, one.Translation.Shape.Size);
            return SubmitResult.Succeeded(one.Submission.Key.Id, Describe(one));
        });
    }

    /// <summary>The job as it is right after its submit: the reply says nothing of it.</summary>
    private static Job Describe(SubmissionProgress one)
    {
        var spec = one.Request.Spec;
        return new Job
        {
            Reference = JobMapper.ReferenceOf(one.Submission.Key.Id.ToString(), one.Generation!),
            Name = spec.Name,
            Queue = spec.Queue,
            State = JobState.Submitted,
            NativeState = TaskStates.Active,
            ArraySize = one.Translation.Shape.Size,
            Children = one.Translation.Shape.Size is { } size ? new JobStateCounts([new(JobState.Submitted, size)]) : null,
            Labels = spec.Labels ?? new Dictionary<string, string>(),
            Definition = one.Request.Definition?.Reference.ToString(),
            SubmissionId = one.Submission.Key.Id.ToString(),
            RestartOf = one.Request.RestartOf?.Parent,
            RestartIndexes = one.Request.RestartIndexes is { } indexes && !indexes.SequenceEqual(Enumerable.Range(0, indexes.Count)) ? indexes : null,
        };
    }

    private async Task SendAsync(string generation, List<SubmissionProgress> submissions, CancellationToken cancellationToken)
    {
        var batch = new List<(SubmissionProgress Of, TaskAddRequest Task)>(AzureLimits.TasksPerRequest);
        var bytes = 0;
        BatchException? stop = null;
        foreach (var submission in submissions)
        {
            foreach (var task in submission.Translation.Tasks())
            {
                if (submission.Error is { Code: not BatchErrorCode.AlreadyExists } || stop is not null)
                {
                    break;
                }

                if (submission.There?.Contains(task.Id!) == true)
                {
                    continue;
                }

                var length = JsonSerializer.SerializeToUtf8Bytes(task, AzureWireJson.Instance.TaskAddRequest).Length + 1;
                if (batch.Count == AzureLimits.TasksPerRequest || (batch.Count > 0 && bytes + length > AzureLimits.BytesPerRequest))
                {
                    stop = await SendAsync(generation, batch, cancellationToken).ConfigureAwait(false);
                    batch.Clear();
                    bytes = 0;
                }

                batch.Add((submission, task));
                bytes += length;
            }

            if (stop is not null)
            {
                // The service has enough, or is not to be reached: what has not been sent is said not to have been.
                submission.Fail(NotSent(stop));
            }
        }

        if (batch.Count > 0)
        {
            if (stop is null)
            {
                await SendAsync(generation, batch, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                batch.ForEach(item => item.Of.Fail(NotSent(stop)));
            }
        }
    }

    /// <summary>Sends one request. Gives the error that makes further requests pointless for now; null when there is none.</summary>
    private async Task<BatchException?> SendAsync(string generation, List<(SubmissionProgress Of, TaskAddRequest Task)> batch, CancellationToken cancellationToken)
    {
        TaskAddCollectionReply reply;
        try
        {
            reply = await _wire.AddTaskCollectionAsync(
                generation, new TaskAddCollectionRequest { Value = batch.ConvertAll(item => item.Task) }, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (batch.Count > 1 && error.Effect == BatchEffect.None && IsTooLarge(error))
        {
            var half = batch.Count / 2;
            return await SendAsync(generation, batch.GetRange(0, half), cancellationToken).ConfigureAwait(false)
                ?? await SendAsync(generation, batch.GetRange(half, batch.Count - half), cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error)
        {
            var judged = Judge(error, batch);
            batch.ForEach(item => item.Of.Fail(judged));
            return judged;
        }

        _generations.NoteAdded(generation, batch.Count);
        Read(reply, batch);
        return null;
    }

    private static bool IsTooLarge(BatchException error) =>
        string.Equals(error.NativeCode, AzureErrorCodes.BodyTooLarge, StringComparison.OrdinalIgnoreCase)
        || string.Equals(error.NativeCode, AzureErrorCodes.EntityTooLarge, StringComparison.OrdinalIgnoreCase);

    private static void Read(TaskAddCollectionReply reply, List<(SubmissionProgress Of, TaskAddRequest Task)> batch)
    {
        // Results come in an order of their own.
        var results = new Dictionary<string, TaskAddResult>(TaskIds.Comparer);
        foreach (var result in reply.Value ?? [])
        {
            if (result.TaskId is { } id)
            {
                results[id] = result;
            }
        }

        var call = new HttpCall { Provider = AzureProviderName.Value, Operation = "AddTaskCollection", IsChange = true };
        foreach (var (of, task) in batch)
        {
            if (!results.TryGetValue(task.Id!, out var result))
            {
                of.Fail(new BatchException(BatchErrorCode.Unavailable, $"AddTaskCollection: the reply says nothing of task {task.Id}.")
                {
                    Effect = BatchEffect.Unknown, IsTransient = true, Provider = AzureProviderName.Value, Resource = task.Id, RequestId = reply.RequestId,
                });
            }
            else if (string.Equals(result.Status, "Success", StringComparison.OrdinalIgnoreCase))
            {
                of.NoteAdded();
            }
            else
            {
                of.Fail(AzureErrorReader.Read(result, call, reply.RequestId));
            }
        }
    }

    /// <summary>An Azure job that no longer takes tasks is no error where another one may: the next send goes there.</summary>
    private BatchException Judge(BatchException error, List<(SubmissionProgress Of, TaskAddRequest Task)> batch)
    {
        if (error.Effect != BatchEffect.None || error.Code is not (BatchErrorCode.Conflict or BatchErrorCode.NotFound))
        {
            return error;
        }

        _generations.Forget();
        return batch.Exists(item => item.Of.Translation.Generation is not null) ? error : With(error, isTransient: true);
    }

    private static BatchException NotSent(BatchException error) => error.Effect == BatchEffect.None ? error : With(error, isTransient: true);

    private static BatchException With(BatchException error, bool isTransient) => new(error.Code, error.Message, error)
    {
        Effect = BatchEffect.None,
        IsTransient = isTransient,
        RetryAfter = error.RetryAfter,
        Provider = error.Provider,
        NativeCode = error.NativeCode,
        RequestId = error.RequestId,
        Resource = error.Resource,
    };
}
