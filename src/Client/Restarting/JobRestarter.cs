using MultiBatch.Capabilities;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Resilience;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.Telemetry;

namespace MultiBatch.Restarting;

/// <summary>Runs what failed of a job again: in place where the provider can, otherwise as a new job of the failed children only.</summary>
internal sealed class JobRestarter(ClientServices services)
{
    public async Task<RestartResult> RestartAsync(JobReference reference, JobSpec? spec, SubmitOptions options, CancellationToken cancellationToken)
    {
        reference = services.Jobs.Check(reference);
        var held = HeldId.Is(reference)
            ? await services.Held.FindRecordAsync(reference, cancellationToken).ConfigureAwait(false)
                ?? throw CallErrors.JobNotFound(reference, services.Provider.Name)
            : null;
        var support = (await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false))[BatchFeature.Restart];
        if (!support.IsSupported)
        {
            throw new BatchException(BatchErrorCode.Unsupported, support.Note ?? $"{services.Provider.Name} cannot restart jobs; submit the job again.")
            {
                Provider = services.Provider.Name, Resource = reference.ToString(),
            };
        }

        // A held job that the service never had, or has in several parts, is no one job of its to restart.
        if ((held is null || held is { End: null, Segments: [{ Job: not null }], RuledOut: null, MayContinue: false }) && services.Find<IRestartProvider>() is { } inPlace)
        {
            var target = await services.LocateAsync(reference, cancellationToken).ConfigureAwait(false);
            var result = await services.Calls.ChangeAsync(
                ProviderOperation.Restart, static (s, token) => s.inPlace.RestartAsync(s.target, token), (inPlace, target), cancellationToken).ConfigureAwait(false);
            return result with { Job = services.Jobs.Observe(held is null ? result.Job : services.Held.Show(held, reference.Parent, result.Job)) };
        }

        return await RepeatAsync(reference, spec ?? held?.Spec, options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RestartResult> RepeatAsync(JobReference reference, JobSpec? spec, SubmitOptions options, CancellationToken cancellationToken)
    {
        var job = await services.Jobs.GetAsync(reference, cancellationToken).ConfigureAwait(false);
        if (!job.State.IsTerminal())
        {
            throw Conflict(reference, $"it is {job.State}. Wait until it has ended, or stop it");
        }

        var indexes = await OriginalAsync(job, await FindFailedAsync(job, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        spec ??= await FindSpecAsync(reference, cancellationToken).ConfigureAwait(false);

        // Before the submit: a restart whose reply is an error should not have begun.
        var dependents = await FindDependentsAsync(job.Reference.Parent, cancellationToken).ConfigureAwait(false);

        // What the job waited for has happened; waiting for it again would fail where the history is gone.
        var item = new SubmitItem
        {
            Spec = spec with { DependsOn = null },
            Id = options.SubmissionId ?? SubmissionId.New(services.Clock.GetUtcNow()),
            MayExist = options.SubmissionId is not null,
            AllowHeld = options.AllowHeld,
            RestartOf = job.Reference.Parent,
            RestartIndexes = indexes.Count == 0 ? null : indexes,
        };
        var outcome = await services.SubmitAsync(item, cancellationToken).ConfigureAwait(false);
        return outcome.Job is { } repeated
            ? new RestartResult { Job = repeated with { RestartOf = repeated.RestartOf ?? item.RestartOf }, Indexes = indexes, DependentsNotRevived = dependents }
            : throw outcome.Error!;
    }

    /// <summary>The jobs that were called off with this one, as far as the provider tells.</summary>
    private async Task<IReadOnlyList<JobReference>> FindDependentsAsync(JobReference reference, CancellationToken cancellationToken)
    {
        if (services.Find<IDependentsProvider>() is not { } provider)
        {
            return [];
        }

        var target = await services.LocateAsync(reference, cancellationToken).ConfigureAwait(false);
        var found = HeldId.Is(target)
            ? []
            : await services.Calls.ReadAsync(
                ProviderOperation.FindDependents, static (s, token) => s.provider.FindCancelledDependentsAsync(s.target, token), (provider, target), cancellationToken)
                .ConfigureAwait(false);
        return [.. found.Select(services.Jobs.OfConnection)];
    }

    private async Task<List<int>> FindFailedAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.ArraySize is null)
        {
            return job.State == JobState.Succeeded ? throw Conflict(job.Reference, "it succeeded")
                : job.Index is { } index ? [index] : [];
        }

        var query = new JobQuery { ChildrenOf = job.Reference, States = [JobState.Failed, JobState.Cancelled] };
        var indexes = new List<int>();
        await foreach (var child in services.Jobs.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (child.Index is { } index)
            {
                indexes.Add(index);
            }
        }

        indexes.Sort();
        return indexes.Count > 0 ? indexes : throw Conflict(job.Reference, "none of its children failed or was cancelled");
    }

    /// <summary>What failed, as indexes of the array as first submitted: a job that is itself a restart counts its children anew, and its spec does not.</summary>
    private async Task<List<int>> OriginalAsync(Job job, List<int> indexes, CancellationToken cancellationToken)
    {
        var array = job.Index is null ? job
            : job.RestartOf is null ? null
            : await services.Jobs.GetAsync(job.Reference.Parent, cancellationToken).ConfigureAwait(false);
        return array?.RestartIndexes is { } originals ? [.. indexes.Select(index => originals[index])] : indexes;
    }

    private async Task<JobSpec> FindSpecAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var spec = services.Find<IJobSpecProvider>() is { } specs
            ? await services.Calls.ReadAsync(
                ProviderOperation.GetSpec, static (s, token) => s.specs.FindJobSpecAsync(s.reference, token), (specs, reference: reference.Parent), cancellationToken)
                .ConfigureAwait(false)
            : null;
        return spec ?? throw new BatchException(
            BatchErrorCode.Unsupported,
            $"{services.Provider.Name} does not tell what {reference} was submitted as. Give the spec to restart it with, or submit it again.")
        {
            Provider = services.Provider.Name, Resource = reference.ToString(),
        };
    }

    private BatchException Conflict(JobReference reference, string why) =>
        new(BatchErrorCode.Conflict, $"{reference} cannot be restarted: {why}.") { Provider = services.Provider.Name, Resource = reference.ToString() };
}
