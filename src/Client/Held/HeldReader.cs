using System.Runtime.CompilerServices;
using MultiBatch.Jobs;
using MultiBatch.Resilience;

namespace MultiBatch.Held;

/// <summary>Describes held jobs: their records from the catalogue, and of those that were started the service's jobs, in calls as full as can be.</summary>
internal sealed class HeldReader(ClientServices services, HeldStore store)
{
    private const int Degree = 16;
    private const int RememberedArrays = 1024;

    private readonly RecentlyRead<(JobReference Job, int Run), IReadOnlyList<ReclaimedChild>> _reclaimed = new(RememberedArrays);

    public HeldViews Views { get; } = new(services);

    /// <summary>Jobs in the order of the references, which are all of held jobs; null for those that are not known.</summary>
    public async Task<Job?[]> FindManyAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        var records = await InParallel.SelectAsync(references, Degree, FindRecordAsync, cancellationToken).ConfigureAwait(false);
        var needed = new List<JobReference>();
        for (var at = 0; at < references.Count; at++)
        {
            needed.AddRange(records[at] is { } record ? Needed(record, references[at].Index) : []);
        }

        var jobs = await FindServiceJobsAsync(needed, cancellationToken).ConfigureAwait(false);
        var views = new Job?[references.Count];
        for (var at = 0; at < references.Count; at++)
        {
            views[at] = records[at] is { } record ? await ShowAsync(record, references[at].Index, jobs, cancellationToken).ConfigureAwait(false) : null;
        }

        return views;
    }

    /// <summary>A record; null when there is none.</summary>
    public async Task<HeldRecord?> FindRecordAsync(JobReference reference, CancellationToken cancellationToken) =>
        HeldId.TryParse(reference, out var id) && await store.FindAsync(id.ToString(), cancellationToken).ConfigureAwait(false) is { } entry ? entry.Record : null;

    /// <summary>A held job as it is now; null when the service no longer knows it.</summary>
    public async Task<Job?> ShowAsync(HeldRecord record, CancellationToken cancellationToken)
    {
        var jobs = await FindServiceJobsAsync([.. Needed(record, null)], cancellationToken).ConfigureAwait(false);
        return await ShowAsync(record, null, jobs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Jobs that are held, or ended without the service; and the service's jobs that are parts of them, which lists show as one.
    /// </summary>
    public async Task<(List<Job> Held, HashSet<JobReference> Parts)> ListAsync(CancellationToken cancellationToken)
    {
        var ids = await store.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        ids.AddRange(await store.ListEndedAsync(cancellationToken).ConfigureAwait(false));
        var found = await InParallel.SelectAsync(ids, Degree, (id, token) => store.FindAsync(id, token), cancellationToken).ConfigureAwait(false);

        // Those whose only part is with the service, and stays there, are in the service's list.
        var records = found
            .Where(entry => entry is not null && !(entry.Record.IsOver && entry.Record.End is null))
            .Select(entry => entry!.Record)
            .GroupBy(record => record.SubmissionId)
            .Select(same => same.Last())
            .OrderByDescending(record => record.CreatedAt)
            .ThenByDescending(record => record.SubmissionId, StringComparer.Ordinal)
            .ToList();
        var jobs = await FindServiceJobsAsync([.. records.SelectMany(record => Needed(record, null))], cancellationToken).ConfigureAwait(false);
        var held = new List<Job>(records.Count);
        foreach (var record in records)
        {
            if (await ShowAsync(record, null, jobs, cancellationToken).ConfigureAwait(false) is { } job)
            {
                held.Add(job);
            }
        }

        return (held, [.. records.SelectMany(record => record.Segments).Where(segment => segment.Job is not null).Select(segment => segment.Job!)]);
    }

    /// <summary>The task of the service that a reference to a held job, a child of it or an attempt leads to; null while there is none.</summary>
    public async Task<JobReference?> LocateAsync(JobReference reference, CancellationToken cancellationToken)
    {
        if (await FindRecordAsync(reference, cancellationToken).ConfigureAwait(false) is not { } record)
        {
            return null;
        }

        var parts = reference.Index is { } index ? HeldPart.OfChild(record, index) : HeldPart.OfSingle(record);
        var part = reference.Attempt is { } attempt
            ? parts.LastOrDefault(candidate => candidate.AttemptsBefore < attempt)
            : parts.LastOrDefault(candidate => candidate.Task is not null);
        return part?.Task is null ? null
            : reference.Attempt is null ? part.Task
            : part.Task with { Attempt = reference.Attempt - part.AttemptsBefore };
    }

    /// <summary>Pages of the children of a held array, by index.</summary>
    /// <param name="reference">The array.</param>
    /// <param name="query">Which children.</param>
    /// <param name="token">The token of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public async IAsyncEnumerable<Page<Job>> ListChildrenAsync(
        JobReference reference, JobQuery query, string? token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await FindRecordAsync(reference, cancellationToken).ConfigureAwait(false) is not { } record)
        {
            throw CallErrors.JobNotFound(reference, services.Provider.Name);
        }

        var size = record.ArraySize ?? 0;
        if (record.Segments.Count == 0 || record.Segments[0].Job is null)
        {
            yield return new Page<Job>([.. Enumerable.Range(0, size).Select(index => Views.Held(record, index)).Where(query.Matches)], null);
            yield break;
        }

        if (record is { Segments.Count: 1, RuledOut: null })
        {
            // States may be shown otherwise than the service has them: looked at here, not there.
            var own = query with { ChildrenOf = record.Segments[0].Job, States = record.MayContinue ? null : query.States };
            await foreach (var page in services.Jobs.ListPagesAsync(own, token, cancellationToken).ConfigureAwait(false))
            {
                var children = page.Items
                    .Where(child => child.Index is not null)
                    .Select(child => Views.Task(record, child.Index, HeldPart.OfChild(record, child.Index!.Value), [child])!)
                    .Where(query.Matches);
                yield return new Page<Job>([.. children], page.ContinuationToken);
            }

            yield break;
        }

        yield return new Page<Job>([.. (await ListAllChildrenAsync(record, size, cancellationToken).ConfigureAwait(false)).Where(query.Matches)], null);
    }

    /// <summary>The children of the last segment that were taken back, once it has ended; each array is looked at once.</summary>
    public async Task<IReadOnlyList<ReclaimedChild>> FindReclaimedAsync(HeldRecord record, Job job, CancellationToken cancellationToken)
    {
        var segment = record.Last!;
        var key = (segment.Job!, job.Run);
        if (_reclaimed.Find(key) is { } known)
        {
            return known;
        }

        var reclaimed = new List<ReclaimedChild>();
        var query = new JobQuery { ChildrenOf = segment.Job, States = [JobState.Failed] };
        await foreach (var child in services.Jobs.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (child.Index is { } position && SegmentSpec.IsReclaimed(child))
            {
                var here = Math.Max(1, child.Attempt);
                reclaimed.Add(new ReclaimedChild
                {
                    Index = segment.Indexes?[position] ?? position,
                    Attempts = (segment.AttemptsBefore?[position] ?? 0) + here,
                    AttemptsHere = here,
                });
            }
        }

        reclaimed.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        _reclaimed.Add(key, reclaimed);
        return reclaimed;
    }

    private static IEnumerable<JobReference> Needed(HeldRecord record, int? index) =>
        record.End is not null ? []
        : record.ArraySize is null ? HeldPart.OfSingle(record).Where(part => part.Task is not null).Select(part => part.Task!)
        : index is { } child ? HeldPart.OfChild(record, child).Where(part => part.Task is not null).Select(part => part.Task!)
        : record.Last?.Job is { } last ? [last]
        : [];

    private async Task<Dictionary<JobReference, Job?>> FindServiceJobsAsync(List<JobReference> references, CancellationToken cancellationToken)
    {
        var found = new Dictionary<JobReference, Job?>();
        if (references.Count > 0)
        {
            var size = (await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates.GetBatchSize;
            var chunks = references.Distinct().Chunk(Math.Max(1, size)).ToList();
            var jobs = await InParallel.SelectAsync(
                chunks, services.Options.MaxConcurrentCalls, (chunk, token) => services.Jobs.GetServiceChunkAsync(chunk, token), cancellationToken)
                .ConfigureAwait(false);
            for (var chunk = 0; chunk < chunks.Count; chunk++)
            {
                for (var at = 0; at < chunks[chunk].Length; at++)
                {
                    found[chunks[chunk][at]] = jobs[chunk][at];
                }
            }
        }

        return found;
    }

    private async Task<Job?> ShowAsync(
        HeldRecord record, int? index, Dictionary<JobReference, Job?> jobs, CancellationToken cancellationToken)
    {
        if (index is { } child && child >= (record.ArraySize ?? 0))
        {
            return null;
        }

        if (record.End is not null || record.Segments.Count == 0)
        {
            return Views.Held(record, index);
        }

        if (record.ArraySize is not null && index is null)
        {
            var job = record.Last!.Job is { } last ? jobs[last] : null;
            var mayBeReclaimed = job is { State: JobState.Failed } && record is { IsComplete: false, Last.Purchase: PurchaseKind.Spot };
            var reclaimed = mayBeReclaimed ? (await FindReclaimedAsync(record, job!, cancellationToken).ConfigureAwait(false)).Count : 0;
            return Views.Array(record, job, reclaimed);
        }

        var parts = index is null ? HeldPart.OfSingle(record) : HeldPart.OfChild(record, index.Value);
        return parts.Count == 0
            ? Views.RuledOut(record, index!.Value)
            : Views.Task(record, index, parts, parts.ConvertAll(part => part.Task is null ? null : jobs[part.Task]));
    }

    private async Task<List<Job>> ListAllChildrenAsync(HeldRecord record, int size, CancellationToken cancellationToken)
    {
        var jobs = new Dictionary<JobReference, Job?>();
        foreach (var segment in record.Segments.Where(segment => segment.Job is not null))
        {
            await foreach (var child in services.Jobs.ListAsync(new JobQuery { ChildrenOf = segment.Job }, cancellationToken).ConfigureAwait(false))
            {
                jobs[segment.Job!.Child(child.Index ?? 0)] = child;
            }
        }

        var children = new List<Job>(size);
        for (var index = 0; index < size; index++)
        {
            foreach (var part in HeldPart.OfChild(record, index).Where(part => part.Task is not null && !jobs.ContainsKey(part.Task)))
            {
                jobs[part.Task!] = null;
            }

            if (await ShowAsync(record, index, jobs, cancellationToken).ConfigureAwait(false) is { } child)
            {
                children.Add(child);
            }
        }

        return children;
    }
}
