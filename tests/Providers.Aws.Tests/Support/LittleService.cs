using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Logs;
using MultiBatch.Providers.Aws.Wire.Queues;

namespace MultiBatch.Providers.Aws.Tests.Support;

/// <summary>A little service behind <see cref="ScriptedBatch"/>: jobs that were submitted are there, and nothing happens to them.</summary>
internal sealed class LittleService
{
    private readonly Dictionary<string, JobDetail> _jobs = new(StringComparer.Ordinal);

    public LittleService()
    {
        Batch.On<DescribeJobQueuesRequest>(_ => new DescribeJobQueuesResponse
        {
            JobQueues = [new JobQueueDetail { JobQueueName = "main", State = "ENABLED", Status = "VALID", ComputeEnvironmentOrder = [new ComputeEnvironmentOrder { Order = 1, ComputeEnvironment = "ec2" }] }],
        });
        Batch.On<DescribeComputeEnvironmentsRequest>(_ => new DescribeComputeEnvironmentsResponse
        {
            ComputeEnvironments = [new ComputeEnvironmentDetail { ComputeEnvironmentName = "ec2", Type = "MANAGED", State = "ENABLED", Status = "VALID", ComputeResources = new ComputeResource { Type = "EC2", MaxvCpus = 64, InstanceTypes = ["optimal"] } }],
        });
        Batch.On<DescribeJobDefinitionsRequest>(_ => new DescribeJobDefinitionsResponse { JobDefinitions = [] });
        Batch.On<RegisterJobDefinitionRequest>(request => new RegisterJobDefinitionResponse { JobDefinitionName = request.JobDefinitionName, Revision = 1 });
        Batch.On<SubmitJobRequest>(request => new SubmitJobResponse { JobId = Add(request) });
        Batch.On<DescribeJobsRequest>(request => new DescribeJobsResponse { Jobs = request.Jobs.Select(Find).OfType<JobDetail>().ToList() });
        Batch.On<ListJobsRequest>(request => new ListJobsResponse
        {
            JobSummaryList = _jobs.Values.Where(job => request.Filters?[0].Name != "JOB_NAME" || job.JobName!.StartsWith(request.Filters[0].Values![0].TrimEnd('*'), StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(job => job.CreatedAt).Select(job => new JobSummary { JobId = job.JobId, JobName = job.JobName, CreatedAt = job.CreatedAt, Status = job.Status }).ToList(),
        });
    }

    public ScriptedBatch Batch { get; } = new();

    public TestSupport.Time.ManualTimeProvider Clock { get; } = new();

    public IReadOnlyDictionary<string, JobDetail> Jobs => _jobs;

    public AwsBatchProvider Connect(AwsBatchOptions? options = null) => new(Batch, new NoLogs(), options ?? Plans.Options, Clock);

    /// <summary>Makes a job as a submit does; the reply may be lost afterwards.</summary>
    public string Add(SubmitJobRequest request, long? createdAt = null, string? id = null)
    {
        id ??= $"job-{_jobs.Count:D6}";
        _jobs.Add(id, new JobDetail
        {
            JobId = id,
            JobName = request.JobName,
            JobQueue = "arn:aws:batch:eu-west-1:123456789012:job-queue/" + request.JobQueue,
            Status = NativeStatus.Runnable,
            CreatedAt = createdAt ?? Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Tags = request.Tags,
            Parameters = request.Parameters,
            ArrayProperties = request.ArrayProperties is { Size: { } size } ? new ArrayPropertiesDetail { Size = size, StatusSummary = new Dictionary<string, int> { ["RUNNABLE"] = size } } : null,
            Container = new ContainerDetail { Command = request.ContainerOverrides?.Command },
        });
        return id;
    }

    public void Change(string id, Func<JobDetail, JobDetail> change) => _jobs[id] = change(_jobs[id]);

    private JobDetail? Find(string id)
    {
        var (parent, index) = NativeIds.Split(id);
        return !_jobs.TryGetValue(parent, out var job) ? null
            : index is null ? job
            : index < job.ArrayProperties?.Size ? job with { JobId = id, ArrayProperties = new ArrayPropertiesDetail { Index = index } }
            : null;
    }

    private sealed class NoLogs : IAwsLogsWire
    {
        public Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("There are no logs here.");

        public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("There are no logs here.");

        public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("There are no logs here.");
    }
}
