using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Queues;
using MultiBatch.Shared.Waiting;

namespace MultiBatch.Providers.Aws.Resources;

/// <summary>Job queues. The service ends the jobs of a queue that is deleted; here a queue with jobs in it is kept.</summary>
internal sealed class QueueOperations
{
    private const int LargestPage = 100;

    private static readonly TimeSpan LongestDisable = TimeSpan.FromMinutes(5);

    private readonly IAwsBatchWire _wire;
    private readonly QueueFactsReader _facts;
    private readonly JobDescriber _describer;
    private readonly ResourcePause _pause;

    public QueueOperations(IAwsBatchWire wire, QueueFactsReader facts, TimeProvider clock)
    {
        _wire = wire;
        _facts = facts;
        _describer = new JobDescriber(wire);
        _pause = new ResourcePause(clock);
    }

    public async Task<JobQueue> CreateAsync(JobQueueSpec spec, CancellationToken cancellationToken)
    {
        var reply = await _wire.CreateJobQueueAsync(QueueMapper.Create(spec), cancellationToken).ConfigureAwait(false);
        _facts.Forget();
        return await FindAsync(spec.Name, cancellationToken).ConfigureAwait(false)
            ?? new JobQueue { Spec = spec, Status = Environments.EnvironmentStatus.Creating, NativeId = reply.JobQueueArn };
    }

    public async Task<JobQueue> UpdateAsync(JobQueueSpec changes, CancellationToken cancellationToken)
    {
        var (queue, native) = await DescribeAsync(changes.Name, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("queue", changes.Name);
        var request = QueueMapper.Update(changes);
        if (request != new UpdateJobQueueRequest { JobQueue = changes.Name })
        {
            await _wire.UpdateJobQueueAsync(request, cancellationToken).ConfigureAwait(false);
            _facts.Forget();
        }

        if (changes.Labels is { } labels)
        {
            await new TagChanger(_wire).ChangeAsync(queue.JobQueueArn!, queue.Tags, labels, cancellationToken).ConfigureAwait(false);
        }

        return await FindAsync(changes.Name, cancellationToken).ConfigureAwait(false) ?? QueueMapper.Map(queue, native);
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var (queue, _) = await DescribeAsync(name, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("queue", name);
        foreach (var status in NativeStatus.Open)
        {
            var page = await _wire.ListJobsAsync(new ListJobsRequest { JobQueue = name, JobStatus = status, MaxResults = LargestPage }, cancellationToken).ConfigureAwait(false);
            if (page.JobSummaryList is not { Count: > 0 } listed)
            {
                continue;
            }

            // Lists lag behind: jobs that have just ended may still be among them. A full page of such is not worth more calls.
            var described = await _describer.DescribeAsync(listed.Select(job => job.JobId).OfType<string>(), cancellationToken).ConfigureAwait(false);
            if (described.Values.FirstOrDefault(job => !NativeStatus.IsEnd(job.Detail.Status)) is { } open)
            {
                throw ResourceErrors.Conflict(
                    name,
                    $"Job {open.Detail.JobName} ({open.Detail.JobId}) is still {open.Detail.Status} in the queue '{name}'. Wait for its jobs or stop them; to take no new ones, disable the queue.");
            }
        }

        if (queue.State != ResourceStatus.Disabled)
        {
            await _wire.UpdateJobQueueAsync(new UpdateJobQueueRequest { JobQueue = name, State = ResourceStatus.Disabled }, cancellationToken).ConfigureAwait(false);
        }

        _facts.Forget();
        await _pause.UntilAsync(
            async () => await DescribeAsync(name, cancellationToken).ConfigureAwait(false) is not var (seen, _) ? null
                : seen.State == ResourceStatus.Disabled && seen.Status is "VALID" or "INVALID" or "DELETING" ? null
                : seen.Status ?? "UPDATING",
            LongestDisable,
            (status, after) => ResourceErrors.Unsettled("queue", name, status, after),
            cancellationToken).ConfigureAwait(false);
        await _wire.DeleteJobQueueAsync(new DeleteJobQueueRequest { JobQueue = name }, cancellationToken).ConfigureAwait(false);
    }

    public async Task<JobQueue?> FindAsync(string name, CancellationToken cancellationToken) =>
        await DescribeAsync(name, cancellationToken).ConfigureAwait(false) is var (queue, native) ? QueueMapper.Map(queue, native) : null;

    public async Task<Page<JobQueue>> ListAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var reply = await _wire.DescribeJobQueuesAsync(new DescribeJobQueuesRequest { MaxResults = 100, NextToken = continuationToken }, cancellationToken).ConfigureAwait(false);
        var native = reply.ReadItems("jobQueues");
        var queues = (reply.JobQueues ?? [])
            .Select((queue, place) => (queue, native: place < native.Count ? native[place] : (System.Text.Json.JsonElement?)null))
            .Where(pair => pair.queue.Status != ResourceStatus.Deleted)
            .Select(pair => QueueMapper.Map(pair.queue, pair.native)).ToList();
        return new Page<JobQueue>(queues, string.IsNullOrEmpty(reply.NextToken) ? null : reply.NextToken);
    }

    private async Task<(JobQueueDetail Queue, System.Text.Json.JsonElement? Native)?> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        var reply = await _wire.DescribeJobQueuesAsync(new DescribeJobQueuesRequest { JobQueues = [name] }, cancellationToken).ConfigureAwait(false);
        var native = reply.ReadItems("jobQueues");
        return reply.JobQueues is { Count: > 0 } all && all[0] is var found && found.Status != ResourceStatus.Deleted ? (found, native.Count > 0 ? native[0] : null) : null;
    }
}
