using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>
/// Cancels jobs, and deletes the records of jobs. A job that is being called off refuses a second cancel, so it is looked at first, and again when the
/// service refuses: a stop twice is one stop.
/// </summary>
internal sealed class JobCanceller
{
    // Long enough to learn of a refusal; machines take their time to go, and nobody waits for them here.
    private static readonly TimeSpan LongestCancel = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelete = TimeSpan.FromMinutes(10);

    private readonly IGoogleBatchWire _wire;
    private readonly GoogleScope _scope;
    private readonly JobReader _reader;
    private readonly OperationWaiter _operations;

    public JobCanceller(IGoogleBatchWire wire, GoogleScope scope, JobReader reader, OperationWaiter operations)
    {
        _wire = wire;
        _scope = scope;
        _reader = reader;
        _operations = operations;
    }

    public async Task<IReadOnlyList<BatchException?>> StopAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        var errors = new BatchException?[references.Count];
        await SideBySide.ForEachAsync(references.Select((reference, place) => (reference, place)).ToList(), async pair =>
        {
            try
            {
                if (pair.reference.Index is null)
                {
                    await CancelAsync(pair.reference, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await RefuseChildAsync(pair.reference, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (BatchException error)
            {
                errors[pair.place] = error;
            }
        }).ConfigureAwait(false);
        return errors;
    }

    /// <summary>Deletes the record of a job, and with it a job that runs; waits until it is gone.</summary>
    public async Task DeleteAsync(JobReference reference, string reason, CancellationToken cancellationToken)
    {
        var name = _scope.NameOf(reference.Parent);
        if (await _reader.FindAsync(reference.Parent, cancellationToken).ConfigureAwait(false) is null)
        {
            return;
        }

        var operation = await _wire.DeleteJobAsync(
            new DeleteJobRequest { Name = name, Reason = reason, RequestId = JobIds.DeleteRequest(name) }, cancellationToken).ConfigureAwait(false);
        if (!await _operations.WaitAsync(operation, LongestDelete, name, cancellationToken).ConfigureAwait(false))
        {
            throw new BatchException(BatchErrorCode.Timeout, $"The job {reference.Parent} is still being deleted after {DurationText.Format(LongestDelete)}; it goes on.")
            {
                IsTransient = true, Effect = BatchEffect.Applied, Provider = GoogleProviderName.Value, Resource = reference.ToString(),
            };
        }
    }

    private async Task CancelAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var job = await _reader.GetAsync(reference, cancellationToken).ConfigureAwait(false);
        if (IsOver(job.Job))
        {
            return;
        }

        var name = _scope.NameOf(reference.Parent);
        try
        {
            var operation = await _wire.CancelJobAsync(new CancelJobRequest { Name = name, RequestId = JobIds.CancelRequest(name) }, cancellationToken).ConfigureAwait(false);
            await _operations.WaitAsync(operation, LongestCancel, name, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (error.Code is BatchErrorCode.Conflict or BatchErrorCode.InvalidSpec or BatchErrorCode.NotFound)
        {
            // It ended meanwhile, or somebody else was here first.
            if (await _reader.FindAsync(reference.Parent, cancellationToken).ConfigureAwait(false) is { } now && !IsOver(now.Job))
            {
                throw;
            }
        }
    }

    private async Task RefuseChildAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var child = (await _reader.GetAsync([reference], cancellationToken).ConfigureAwait(false))[0] ?? throw JobReader.NotFound(reference);
        if (!child.State.IsTerminal())
        {
            throw new BatchException(BatchErrorCode.Unsupported, $"{Planning.GoogleReasons.StopChild}: stop {reference.Parent} to stop all of them.")
            {
                Provider = GoogleProviderName.Value, Resource = reference.ToString(),
            };
        }
    }

    private static bool IsOver(JobResource job) => NativeStates.IsEnd(job.Status?.State) || NativeStates.IsCalledOff(job.Status?.State);
}
