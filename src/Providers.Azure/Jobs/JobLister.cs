using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>
/// Lists jobs, newest first, and the children of arrays. The service lists tasks in an order of its own, so that the newest are known only once all have
/// been read: pages are large, and a caller who asks for small ones pays for each with the whole list.
/// </summary>
internal sealed class JobLister
{
    private const int LargestPage = 10_000;

    private readonly JobReader _reader;
    private readonly Generations _generations;

    public JobLister(JobReader reader, Generations generations)
    {
        _reader = reader;
        _generations = generations;
    }

    public async Task<Page<Job>> ListAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        var last = ListToken.Parse(continuationToken);
        var generations = query.Queue is { } queue
            ? (await _generations.ReadAsync(queue, withPool: false, cancellationToken).ConfigureAwait(false))?.Generations ?? []
            : await _generations.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        var jobs = new List<(long Ticks, string Key, List<SeenTask> Tasks)>();
        foreach (var generation in generations)
        {
            var tasks = await _reader.Tasks.ListAsync(generation.Id!, null, cancellationToken).ConfigureAwait(false);
            jobs.AddRange(tasks.GroupBy(task => task.JobId, TaskIds.Comparer).Where(job => job.Any(task => !task.IsBarrier)).Select(job =>
                (job.Min(task => task.Task.CreationTime?.UtcTicks ?? 0), generation.Id + "/" + job.Key, job.ToList())));
        }

        var size = Math.Min(query.PageSize ?? LargestPage, LargestPage);
        var page = jobs.Where(job => IsAfter(job.Ticks, job.Key, last)).Where(job => MayMatch(query, job.Ticks, job.Tasks))
            .OrderByDescending(job => job.Ticks).ThenByDescending(job => job.Key, StringComparer.Ordinal).Take(size + 1).ToList();
        var taken = page.Take(size).ToList();
        await _reader.CompleteAsync(taken.SelectMany(job => job.Tasks).ToList(), cancellationToken).ConfigureAwait(false);
        return new Page<Job>(
            taken.Select(job => JobReader.MapJob(job.Tasks)).ToList(),
            page.Count > size ? new ListToken { Ticks = taken[size - 1].Ticks, Key = taken[size - 1].Key }.ToString() : null);
    }

    public async Task<Page<Job>> ListChildrenAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        var parent = query.ChildrenOf!.Parent;
        var first = continuationToken is null ? 0
            : int.TryParse(continuationToken, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
            : throw JobErrors.WrongToken("continuation token");
        var tasks = (await _reader.FindTasksAsync([parent], cancellationToken).ConfigureAwait(false))[0];
        if (tasks.Count == 0)
        {
            throw JobErrors.NotFound(parent);
        }

        var size = Math.Min(query.PageSize ?? LargestPage, LargestPage);
        var wanted = tasks.Where(task => task.Index >= first).OrderBy(task => task.Index).Take(size + 1).ToList();
        var page = wanted.Take(size).ToList();
        await _reader.CompleteAsync(page, cancellationToken).ConfigureAwait(false);
        return new Page<Job>(
            page.ConvertAll(JobMapper.Map), wanted.Count > size ? wanted[size].Index!.Value.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static bool IsAfter(long ticks, string key, ListToken? last) =>
        last is null || ticks < last.Ticks || (ticks == last.Ticks && string.CompareOrdinal(key, last.Key) < 0);

    // What can be told at once; the client looks at the rest.
    private static bool MayMatch(JobQuery query, long ticks, List<SeenTask> tasks)
    {
        if (query.SubmittedAfter is { } after && ticks < after.UtcTicks)
        {
            return false;
        }

        if (query.SubmittedBefore is { } before && ticks >= before.UtcTicks)
        {
            return false;
        }

        var name = tasks.Find(task => task.Note is not null)?.Note?.Name;
        return name is null || query.Name is not { } asked || (asked.EndsWith('*')
            ? name.StartsWith(asked.Substring(0, asked.Length - 1), StringComparison.OrdinalIgnoreCase)
            : string.Equals(name, asked, StringComparison.OrdinalIgnoreCase));
    }
}
