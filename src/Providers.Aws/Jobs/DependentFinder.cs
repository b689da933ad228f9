using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// Finds the jobs that were called off with another one. The service has no list of dependents: what failed in any queue is listed, and whatever says
/// that a predecessor failed is asked for whom it waited.
/// </summary>
internal sealed class DependentFinder
{
    private const int LargestPage = 1000;

    // Lists lag behind: what has just failed may still be shown as waiting.
    private static readonly string[] Statuses = [NativeStatus.Failed, NativeStatus.Pending, NativeStatus.Submitted];

    private readonly IAwsBatchWire _wire;
    private readonly JobReader _reader;
    private readonly string? _region;

    public DependentFinder(IAwsBatchWire wire, JobReader reader, string? region)
    {
        _wire = wire;
        _reader = reader;
        _region = region;
    }

    public async Task<IReadOnlyList<JobReference>> FindAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var failed = (await _reader.GetNativeIdsAsync(reference.Parent, cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        if (failed.Count == 0)
        {
            return [];
        }

        var candidates = new List<string>();
        foreach (var queue in await FindQueuesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var status in Statuses)
            {
                candidates.AddRange(await ListAsync(queue, status, cancellationToken).ConfigureAwait(false));
            }
        }

        // A job can only wait for what is there already: in the order they were made, each follows those that it may have waited for.
        var described = await _reader.Describer.DescribeAsync(candidates, cancellationToken).ConfigureAwait(false);
        var found = new List<JobReference>();
        foreach (var job in described.Values.Select(job => job.Detail).OrderBy(job => job.CreatedAt).ThenBy(job => job.JobId, StringComparer.Ordinal))
        {
            if (job.Status != NativeStatus.Failed
                || EndMapper.CauseOfCancelled(job.StatusReason) != JobCause.DependencyFailed
                || job.DependsOn?.Any(dependency => dependency.JobId is { } id && failed.Contains(NativeIds.Split(id).Id)) != true)
            {
                continue;
            }

            failed.Add(job.JobId!);
            if (JobPart.Parse(job.Tags is not null && job.Tags.TryGetValue(AwsTags.Part, out var part) ? part : null) is null or { Number: 0 })
            {
                found.Add(JobMapper.ReferenceOf(job, _region));
            }
        }

        return found;
    }

    private async Task<List<string>> FindQueuesAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        string? token = null;
        do
        {
            var reply = await _wire.DescribeJobQueuesAsync(new DescribeJobQueuesRequest { MaxResults = 100, NextToken = token }, cancellationToken).ConfigureAwait(false);
            names.AddRange((reply.JobQueues ?? []).Where(queue => queue.Status != ResourceStatus.Deleted).Select(queue => queue.JobQueueName).OfType<string>());
            token = string.IsNullOrEmpty(reply.NextToken) ? null : reply.NextToken;
        }
        while (token is not null);
        return names;
    }

    private async Task<List<string>> ListAsync(string queue, string status, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        string? token = null;
        do
        {
            var page = await _wire.ListJobsAsync(
                new ListJobsRequest { JobQueue = queue, JobStatus = status, MaxResults = LargestPage, NextToken = token }, cancellationToken).ConfigureAwait(false);
            ids.AddRange((page.JobSummaryList ?? [])
                .Where(job => status != NativeStatus.Failed || EndMapper.CauseOfCancelled(job.StatusReason) == JobCause.DependencyFailed)
                .Select(job => job.JobId).OfType<string>());
            token = string.IsNullOrEmpty(page.NextToken) ? null : page.NextToken;
        }
        while (token is not null);
        return ids;
    }
}
