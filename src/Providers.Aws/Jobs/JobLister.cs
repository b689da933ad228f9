using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// Lists jobs, newest first. One filter gives one stream over all states, where states alone would need seven; tags are in descriptions only, so
/// each page is described, 100 jobs a call.
/// </summary>
internal sealed class JobLister
{
    private const int LargestPage = 100;

    private readonly IAwsBatchWire _wire;
    private readonly JobReader _reader;

    public JobLister(IAwsBatchWire wire, JobReader reader)
    {
        _wire = wire;
        _reader = reader;
    }

    /// <summary>The one filter that leaves the least to be sorted out afterwards.</summary>
    public static ListFilter FilterOf(JobQuery query) =>
        query.Name is { } name ? Filter("JOB_NAME", JobNames.Filter(name))
        : query.SubmittedAfter is { } after ? Filter("AFTER_CREATED_AT", Milliseconds(after, -1))
        : query.SubmittedBefore is { } before ? Filter("BEFORE_CREATED_AT", Milliseconds(before, 1))
        : Filter("AFTER_CREATED_AT", "0");

    public async Task<Page<Job>> ListAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        var size = Math.Min(query.PageSize ?? LargestPage, LargestPage);
        var filter = FilterOf(query);
        var places = ListToken.Parse(continuationToken)?.Places ?? await BeginAsync(query.Queue, cancellationToken).ConfigureAwait(false);
        var cursors = places.Select(place => new QueueCursor(place, (queue, token, ct) => _wire.ListJobsAsync(
            new ListJobsRequest { JobQueue = queue, Filters = [filter], MaxResults = size, NextToken = token }, ct))).ToList();
        var taken = new List<JobSummary>(size);
        while (taken.Count < size && await NewestAsync(cursors, cancellationToken).ConfigureAwait(false) is { } cursor)
        {
            var job = cursor.Take();

            // Later parts of a job are not jobs of their own; and once the list has passed the bound, nothing that follows is wanted.
            if (PartOf(job) is null or 0)
            {
                taken.Add(job);
            }

            if (query.SubmittedAfter is { } after && NativeTime.From(job.CreatedAt) < after)
            {
                cursors.Remove(cursor);
            }
        }

        var jobs = await DescribeAsync(taken, cancellationToken).ConfigureAwait(false);
        var more = new List<ListToken.Place>();
        foreach (var cursor in cursors)
        {
            if (await cursor.PeekAsync(cancellationToken).ConfigureAwait(false) is not null)
            {
                more.Add(cursor.Place);
            }
        }

        return new Page<Job>(jobs, more.Count == 0 ? null : new ListToken { Places = more }.ToString());
    }

    private static int? PartOf(JobSummary job)
    {
        var (name, id) = JobNames.Split(job.JobName ?? string.Empty);
        return id is null ? null : PartFinder.PartOf(name + "-" + id, job.JobName!);
    }

    private static ListFilter Filter(string name, string value) => new() { Name = name, Values = [value] };

    private static string Milliseconds(DateTimeOffset time, long add) => Math.Max(0, time.ToUnixTimeMilliseconds() + add).ToString(CultureInfo.InvariantCulture);

    private static async Task<QueueCursor?> NewestAsync(List<QueueCursor> cursors, CancellationToken cancellationToken)
    {
        (QueueCursor Cursor, JobSummary Job)? newest = null;
        foreach (var cursor in cursors.ToList())
        {
            if (await cursor.PeekAsync(cancellationToken).ConfigureAwait(false) is not { } job)
            {
                cursors.Remove(cursor);
            }
            else if (newest is null || (job.CreatedAt ?? 0) > (newest.Value.Job.CreatedAt ?? 0))
            {
                newest = (cursor, job);
            }
        }

        return newest?.Cursor;
    }

    private async Task<List<Job>> DescribeAsync(List<JobSummary> summaries, CancellationToken cancellationToken)
    {
        var described = await _reader.Describer.DescribeAsync(summaries.Select(job => job.JobId!), cancellationToken).ConfigureAwait(false);
        var jobs = new List<Job>(summaries.Count);
        foreach (var summary in summaries)
        {
            if (described.TryGetValue(summary.JobId!, out var job))
            {
                jobs.Add(await _reader.MapAsync(job, described, cancellationToken).ConfigureAwait(false));
            }
        }

        return jobs;
    }

    /// <summary>The queues to list: the one named, with its on-demand side where there is one, or all of them.</summary>
    private async Task<IReadOnlyList<ListToken.Place>> BeginAsync(string? queue, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        string? token = null;
        do
        {
            var reply = await _wire.DescribeJobQueuesAsync(
                new DescribeJobQueuesRequest { JobQueues = queue is null ? null : [queue, queue + QueueNames.OnDemandSuffix], NextToken = token }, cancellationToken)
                .ConfigureAwait(false);
            names.AddRange((reply.JobQueues ?? []).Where(found => found.Status != "DELETED").Select(found => found.JobQueueName).OfType<string>());
            token = string.IsNullOrEmpty(reply.NextToken) ? null : reply.NextToken;
        }
        while (token is not null);
        return names.ConvertAll(name => new ListToken.Place { Queue = name });
    }
}
