using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// Stops jobs by terminating them: the service's cancel leaves a job that has begun alone and says nothing. Fifty go into one call, one by one
/// where the service does not have it yet.
/// </summary>
internal sealed class JobTerminator
{
    private const int MostJobs = 50;

    private readonly IAwsBatchWire _wire;
    private readonly JobReader _reader;
    private volatile bool _hasNoBulk;

    public JobTerminator(IAwsBatchWire wire, JobReader reader)
    {
        _wire = wire;
        _reader = reader;
    }

    public async Task<IReadOnlyList<BatchException?>> StopAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        // A stop of a job that never was is a success to the service, and one that has ended is not to be touched: so they are looked at first.
        var jobs = await _reader.GetAsync(references, cancellationToken).ConfigureAwait(false);
        var errors = new BatchException?[references.Count];
        var natives = new IReadOnlyList<string>[references.Count];
        for (var place = 0; place < references.Count; place++)
        {
            natives[place] = [];
            if (jobs[place] is not { } job)
            {
                errors[place] = new BatchException(BatchErrorCode.NotFound, $"AWS Batch knows no job {references[place]}.")
                {
                    Provider = AwsProviderName.Value, Resource = references[place].ToString(),
                };
            }
            else if (!job.State.IsTerminal())
            {
                natives[place] = job.ArraySize is null && references[place].Index is null
                    ? [references[place].Id]
                    : await _reader.GetNativeIdsAsync(references[place], cancellationToken).ConfigureAwait(false);
            }
        }

        var failed = new Dictionary<string, BatchException>(StringComparer.Ordinal);
        foreach (var chunk in natives.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Chunk(MostJobs))
        {
            foreach (var error in await TerminateAsync(chunk, reason, cancellationToken).ConfigureAwait(false))
            {
                failed[error.Key] = error.Value;
            }
        }

        for (var place = 0; place < references.Count; place++)
        {
            errors[place] ??= natives[place].Select(id => failed.TryGetValue(id, out var error) ? error : null).FirstOrDefault(error => error is not null);
        }

        return errors;
    }

    private async Task<Dictionary<string, BatchException>> TerminateAsync(string[] ids, string reason, CancellationToken cancellationToken)
    {
        if (!_hasNoBulk && ids.Length > 1)
        {
            try
            {
                var reply = await _wire.TerminateJobsAsync(new TerminateJobsRequest { Jobs = ids, Reason = reason }, cancellationToken).ConfigureAwait(false);
                return (reply.Errors ?? []).Where(error => error.Job is not null).GroupBy(error => error.Job!, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => ToException(group.First(), reply.RequestId), StringComparer.Ordinal);
            }
            catch (BatchException error) when (IsMissing(error))
            {
                _hasNoBulk = true;
            }
        }

        var failed = new Dictionary<string, BatchException>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            try
            {
                await _wire.TerminateJobAsync(new TerminateJobRequest { JobId = id, Reason = reason }, cancellationToken).ConfigureAwait(false);
            }
            catch (BatchException error)
            {
                failed[id] = error;
            }
        }

        return failed;
    }

    // An endpoint that is older than the operation, or a policy that is.
    private static bool IsMissing(BatchException error) =>
        WireErrors.IsUnknownOperation(error) || error.Code is BatchErrorCode.NotFound or BatchErrorCode.Unsupported;

    private static BatchException ToException(BulkJobError error, string? requestId)
    {
        var code = error.Code switch
        {
            "TooManyRequestsException" or "ThrottlingException" => BatchErrorCode.Throttled,
            "ServerException" or "InternalFailure" => BatchErrorCode.Unavailable,
            "AccessDeniedException" => BatchErrorCode.PermissionDenied,
            _ => BatchErrorCode.Provider,
        };
        return new BatchException(code, $"Job {error.Job} could not be stopped: {error.Message ?? error.Code ?? "the service gives no reason"}")
        {
            IsTransient = code is BatchErrorCode.Throttled or BatchErrorCode.Unavailable,
            NativeCode = error.Code,
            Provider = AwsProviderName.Value,
            RequestId = requestId,
            Resource = error.Job,
        };
    }
}
