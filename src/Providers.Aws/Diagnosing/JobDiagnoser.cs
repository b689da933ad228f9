using MultiBatch.Diagnosis;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;

namespace MultiBatch.Providers.Aws.Diagnosing;

/// <summary>Reads what a job waits for. Only reads; what it may not read it does without.</summary>
internal sealed class JobDiagnoser
{
    private readonly IAwsBatchWire _wire;
    private readonly JobReader _reader;
    private readonly QueueFactsReader _queues;
    private readonly TimeProvider _clock;

    public JobDiagnoser(IAwsBatchWire wire, JobReader reader, QueueFactsReader queues, TimeProvider clock)
    {
        _wire = wire;
        _reader = reader;
        _queues = queues;
        _clock = clock;
    }

    public async Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var job = (await _reader.GetAsync([reference], cancellationToken).ConfigureAwait(false))[0];
        var ids = job is null ? [] : await _reader.GetNativeIdsAsync(reference, cancellationToken).ConfigureAwait(false);
        if (job is null || ids.Count == 0
            || !(await _reader.Describer.DescribeAsync([ids[0]], cancellationToken).ConfigureAwait(false)).TryGetValue(ids[0], out var described))
        {
            throw new BatchException(BatchErrorCode.NotFound, $"AWS Batch knows no job {reference}; it keeps ended jobs for some days only.")
            {
                Provider = AwsProviderName.Value, Resource = reference.ToString(),
            };
        }

        var facts = new DiagnosisFacts { Job = job, Detail = described.Detail, Now = _clock.GetUtcNow() };
        if (job.State < JobState.Running)
        {
            var queue = JobMapper.QueueOf(described.Detail);
            facts = facts with
            {
                Queue = await _queues.FindAsync(queue, cancellationToken).ConfigureAwait(false),
                Position = job.State == JobState.Queued ? await FindPositionAsync(queue, described.Detail, cancellationToken).ConfigureAwait(false) : null,
                Dependencies = await FindDependenciesAsync(described.Detail, cancellationToken).ConfigureAwait(false),
            };
        }

        return new JobDiagnosis { Job = job.Reference, Findings = JobFindings.Of(facts) };
    }

    private async Task<int?> FindPositionAsync(string queue, JobDetail job, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await _wire.GetJobQueueSnapshotAsync(new GetJobQueueSnapshotRequest { JobQueue = queue }, cancellationToken).ConfigureAwait(false);
            var place = (snapshot.FrontOfQueue?.Jobs ?? []).Select((entry, index) => (entry, index))
                .Where(pair => pair.entry.JobArn is { } arn && (arn == job.JobArn || arn.EndsWith("/" + job.JobId, StringComparison.Ordinal)))
                .Select(pair => (int?)pair.index).FirstOrDefault();
            return place;
        }
        catch (BatchException error) when (error.Code is BatchErrorCode.PermissionDenied or BatchErrorCode.Unsupported or BatchErrorCode.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<JobDetail>> FindDependenciesAsync(JobDetail job, CancellationToken cancellationToken)
    {
        var ids = (job.DependsOn ?? []).Select(dependency => dependency.JobId).OfType<string>().ToList();
        var described = await _reader.Describer.DescribeAsync(ids, cancellationToken).ConfigureAwait(false);
        return described.Values.Select(dependency => dependency.Detail).Where(dependency => dependency.Status != NativeStatus.Succeeded).ToList();
    }
}
