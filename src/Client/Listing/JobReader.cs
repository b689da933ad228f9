using System.Runtime.CompilerServices;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Telemetry;

namespace MultiBatch.Listing;

/// <summary>Gets and lists jobs: in chunks, held ones included, none shown going back.</summary>
internal sealed class JobReader(ClientServices services)
{
    private readonly SeenJobs _seen = new(services.Clock);

    /// <summary>A job; null when there is none.</summary>
    public async Task<Job?> FindAsync(JobReference reference, CancellationToken cancellationToken) =>
        (await GetChunkAsync([Check(reference)], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>A job.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/>.</exception>
    public async Task<Job> GetAsync(JobReference reference, CancellationToken cancellationToken) =>
        await FindAsync(reference, cancellationToken).ConfigureAwait(false)
        ?? throw CallErrors.JobNotFound(reference, services.Provider.Name);

    /// <summary>Jobs in the order given, null for those that do not exist; a few calls ahead of whoever reads.</summary>
    public async IAsyncEnumerable<Job?> FindManyAsync(
        IEnumerable<JobReference> references, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var size = (await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates.GetBatchSize;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = new Queue<Task<IReadOnlyList<Job?>>>();
        using var chunks = references.Select(Check).Chunk(Math.Max(1, size)).GetEnumerator();
        try
        {
            var more = true;
            while (true)
            {
                while (more && ahead.Count < services.Options.MaxConcurrentCalls)
                {
                    more = chunks.MoveNext();
                    if (more)
                    {
                        ahead.Enqueue(GetChunkAsync(chunks.Current, stop.Token));
                    }
                }

                if (ahead.Count == 0)
                {
                    yield break;
                }

                foreach (var job in await ahead.Peek().ConfigureAwait(false))
                {
                    yield return job;
                }

                _ = ahead.Dequeue();
            }
        }
        finally
        {
            // A reader that leaves early, or a failed chunk, leaves nothing running behind.
            await stop.CancelAsync().ConfigureAwait(false);
            await Settled.AllAsync(ahead).ConfigureAwait(false);
        }
    }

    /// <summary>At most as many jobs as the provider takes in one call, held ones among them.</summary>
    public async Task<IReadOnlyList<Job?>> GetChunkAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        var held = new List<int>();
        var own = new List<int>(references.Count);
        for (var index = 0; index < references.Count; index++)
        {
            (HeldId.Is(references[index]) ? held : own).Add(index);
        }

        if (held.Count == 0)
        {
            return await GetServiceChunkAsync(references, cancellationToken).ConfigureAwait(false);
        }

        var jobs = new Job?[references.Count];
        var others = own.Count == 0 ? [] : await GetServiceChunkAsync(own.ConvertAll(index => references[index]), cancellationToken).ConfigureAwait(false);
        for (var position = 0; position < own.Count; position++)
        {
            jobs[own[position]] = others[position];
        }

        var found = await services.Held.FindManyAsync(held.ConvertAll(index => references[index]), cancellationToken).ConfigureAwait(false);
        for (var position = 0; position < held.Count; position++)
        {
            jobs[held[position]] = found[position] is { } job ? Observe(job) : null;
        }

        return jobs;
    }

    /// <summary>One call for at most as many jobs as the provider takes in one; none of them is held.</summary>
    public async Task<IReadOnlyList<Job?>> GetServiceChunkAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        references = await services.LateDuplicates.SettleAsync(references, cancellationToken).ConfigureAwait(false);
        var found = await services.Calls.ReadAsync(
            ProviderOperation.GetJobs,
            static (s, token) => s.services.Provider.GetJobsAsync(s.references, token),
            (services, references),
            cancellationToken).ConfigureAwait(false);
        if (found.Count != references.Count)
        {
            throw new BatchException(
                BatchErrorCode.Provider, $"{services.Provider.Name} described {found.Count} jobs where {references.Count} were asked for.")
            {
                Provider = services.Provider.Name,
            };
        }

        var jobs = new Job?[found.Count];
        for (var index = 0; index < jobs.Length; index++)
        {
            jobs[index] = found[index] is { } job ? Observe(job) : null;
        }

        return jobs;
    }

    /// <summary>Pages of jobs, or of the children of an array. Held jobs stand on the first page.</summary>
    public async IAsyncEnumerable<Page<Job>> ListPagesAsync(
        JobQuery query, string? continuationToken, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.ChildrenOf is { } parent && HeldId.Is(Check(parent)))
        {
            await foreach (var children in services.Held.ListChildrenAsync(parent, query, continuationToken, cancellationToken).ConfigureAwait(false))
            {
                yield return children;
            }

            yield break;
        }

        var (held, parts) = query.ChildrenOf is null
            ? await ListHeldAsync(query, cancellationToken).ConfigureAwait(false)
            : (new List<Job>(), new HashSet<JobReference>());
        if (continuationToken is not null)
        {
            held = [];
        }

        var listed = query.ChildrenOf is null ? await services.LateDuplicates.BeginListAsync(cancellationToken).ConfigureAwait(false) : null;
        do
        {
            var page = await services.Calls.ReadAsync(
                ProviderOperation.ListJobs,
                static (s, token) => s.services.Provider.ListJobsAsync(s.query, s.continuationToken, token),
                (services, query, continuationToken),
                cancellationToken).ConfigureAwait(false);
            var jobs = new List<Job>(held.Count + page.Items.Count);
            jobs.AddRange(held);
            foreach (var item in page.Items)
            {
                var job = Observe(item);
                if (!parts.Contains(job.Reference))
                {
                    listed?.Add(job);
                }

                if (query.Matches(job) && !parts.Contains(job.Reference))
                {
                    jobs.Add(job);
                }
            }

            if (listed is not null)
            {
                await services.LateDuplicates.SettleAsync(listed, cancellationToken).ConfigureAwait(false);
            }

            held = [];
            continuationToken = page.ContinuationToken;
            yield return new Page<Job>(jobs, continuationToken);
        }
        while (continuationToken is not null);
    }

    /// <summary>The jobs of <see cref="ListPagesAsync"/>, one by one.</summary>
    public async IAsyncEnumerable<Job> ListAsync(JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ListPagesAsync(query, null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var job in page.Items)
            {
                yield return job;
            }
        }
    }

    /// <summary>A job as this client shows it: its reference names the connection, and it never goes back.</summary>
    public Job Observe(Job job)
    {
        var reference = OfConnection(job.Reference);
        return _seen.Observe(ReferenceEquals(reference, job.Reference) ? job : job with { Reference = reference });
    }

    /// <summary>A provider's reference as this client shows it.</summary>
    public JobReference OfConnection(JobReference reference) =>
        services.Options.ConnectionName is { } connection && reference.Connection is null ? reference with { Connection = connection } : reference;

    /// <summary>The job a reference is of, refusing those of other providers and connections.</summary>
    public JobReference Check(JobReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Provider != services.Provider.Name)
        {
            throw Foreign(reference, $"provider '{reference.Provider}'; this client's provider is '{services.Provider.Name}'");
        }

        if (reference.Connection is { } connection && services.Options.ConnectionName is { } own && connection != own)
        {
            throw Foreign(reference, $"connection '{connection}'; this client's connection is '{own}'");
        }

        return services.LateDuplicates.Resolve(reference.Attempt is null ? reference : reference with { Attempt = null });
    }

    private static BatchException Foreign(JobReference reference, string where) =>
        new(BatchErrorCode.InvalidSpec, $"The job {reference} is of {where}. Use a client of that connection.") { Resource = reference.ToString() };

    /// <summary>The held jobs of a query, and the service's jobs that are parts of held ones, whatever the query says.</summary>
    private async Task<(List<Job> Held, HashSet<JobReference> Parts)> ListHeldAsync(JobQuery query, CancellationToken cancellationToken)
    {
        if (!services.MayHold(await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)))
        {
            return ([], []);
        }

        var (held, parts) = await services.Held.ListAsync(cancellationToken).ConfigureAwait(false);
        return ([.. held.Select(Observe).Where(query.Matches)], parts);
    }
}
