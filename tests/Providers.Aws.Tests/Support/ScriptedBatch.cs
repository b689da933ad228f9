using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Providers.Aws.Wire.Scheduling;
using MultiBatch.Providers.Aws.Wire.Tags;

namespace MultiBatch.Providers.Aws.Tests.Support;

/// <summary>AWS Batch as a test writes it: what it is asked, it answers by a function per request type; what nobody wrote it refuses.</summary>
internal sealed class ScriptedBatch : IAwsBatchWire
{
    private readonly Dictionary<Type, Func<object, object>> _answers = [];

    /// <summary>What was asked, in order.</summary>
    public List<object> Requests { get; } = [];

    public ScriptedBatch On<TRequest>(Func<TRequest, object> answer)
    {
        _answers[typeof(TRequest)] = request => answer((TRequest)request);
        return this;
    }

    public int Count<TRequest>() => Requests.OfType<TRequest>().Count();

    public Task<CreateComputeEnvironmentResponse> CreateComputeEnvironmentAsync(CreateComputeEnvironmentRequest request, CancellationToken cancellationToken) => Answer<CreateComputeEnvironmentResponse>(request);

    public Task<UpdateComputeEnvironmentResponse> UpdateComputeEnvironmentAsync(UpdateComputeEnvironmentRequest request, CancellationToken cancellationToken) => Answer<UpdateComputeEnvironmentResponse>(request);

    public Task<EmptyReply> DeleteComputeEnvironmentAsync(DeleteComputeEnvironmentRequest request, CancellationToken cancellationToken) => Answer<EmptyReply>(request);

    public Task<DescribeComputeEnvironmentsResponse> DescribeComputeEnvironmentsAsync(DescribeComputeEnvironmentsRequest request, CancellationToken cancellationToken) => Answer<DescribeComputeEnvironmentsResponse>(request);

    public Task<CreateJobQueueResponse> CreateJobQueueAsync(CreateJobQueueRequest request, CancellationToken cancellationToken) => Answer<CreateJobQueueResponse>(request);

    public Task<UpdateJobQueueResponse> UpdateJobQueueAsync(UpdateJobQueueRequest request, CancellationToken cancellationToken) => Answer<UpdateJobQueueResponse>(request);

    public Task<EmptyReply> DeleteJobQueueAsync(DeleteJobQueueRequest request, CancellationToken cancellationToken) => Answer<EmptyReply>(request);

    public Task<DescribeJobQueuesResponse> DescribeJobQueuesAsync(DescribeJobQueuesRequest request, CancellationToken cancellationToken) => Answer<DescribeJobQueuesResponse>(request);

    public Task<GetJobQueueSnapshotResponse> GetJobQueueSnapshotAsync(GetJobQueueSnapshotRequest request, CancellationToken cancellationToken) => Answer<GetJobQueueSnapshotResponse>(request);

    public Task<RegisterJobDefinitionResponse> RegisterJobDefinitionAsync(RegisterJobDefinitionRequest request, CancellationToken cancellationToken) => Answer<RegisterJobDefinitionResponse>(request);

    public Task<EmptyReply> DeregisterJobDefinitionAsync(DeregisterJobDefinitionRequest request, CancellationToken cancellationToken) => Answer<EmptyReply>(request);

    public Task<DescribeJobDefinitionsResponse> DescribeJobDefinitionsAsync(DescribeJobDefinitionsRequest request, CancellationToken cancellationToken) => Answer<DescribeJobDefinitionsResponse>(request);

    public Task<SubmitJobResponse> SubmitJobAsync(SubmitJobRequest request, CancellationToken cancellationToken) => Answer<SubmitJobResponse>(request);

    public Task<DescribeJobsResponse> DescribeJobsAsync(DescribeJobsRequest request, CancellationToken cancellationToken) => Answer<DescribeJobsResponse>(request);

    public Task<ListJobsResponse> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken) => Answer<ListJobsResponse>(request);

    public Task<EmptyReply> CancelJobAsync(CancelJobRequest request, CancellationToken cancellationToken) => Answer<EmptyReply>(request);

    public Task<EmptyReply> TerminateJobAsync(TerminateJobRequest request, CancellationToken cancellationToken) => Answer<EmptyReply>(request);

    public Task<BulkJobsResponse> CancelJobsAsync(CancelJobsRequest request, CancellationToken cancellationToken) => Answer<BulkJobsResponse>(request);

    public Task<BulkJobsResponse> TerminateJobsAsync(TerminateJobsRequest request, CancellationToken cancellationToken) => Answer<BulkJobsResponse>(request);

    public Task<EmptyReply> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) => Answer<EmptyReply>(request);

    public Task<EmptyReply> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken) => Answer<EmptyReply>(request);

    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken) => Answer<ListTagsForResourceResponse>(request);

    public Task<CreateSchedulingPolicyResponse> CreateSchedulingPolicyAsync(CreateSchedulingPolicyRequest request, CancellationToken cancellationToken) => Answer<CreateSchedulingPolicyResponse>(request);

    public Task<DescribeSchedulingPoliciesResponse> DescribeSchedulingPoliciesAsync(DescribeSchedulingPoliciesRequest request, CancellationToken cancellationToken) => Answer<DescribeSchedulingPoliciesResponse>(request);

    public Task<ListSchedulingPoliciesResponse> ListSchedulingPoliciesAsync(ListSchedulingPoliciesRequest request, CancellationToken cancellationToken) => Answer<ListSchedulingPoliciesResponse>(request);

    private Task<T> Answer<T>(object request)
    {
        Requests.Add(request);
        if (!_answers.TryGetValue(request.GetType(), out var answer))
        {
            throw new InvalidOperationException($"Nobody wrote an answer to {request}.");
        }

        try
        {
            return Task.FromResult((T)answer(request));
        }
        catch (BatchException error)
        {
            return Task.FromException<T>(error);
        }
    }
}
