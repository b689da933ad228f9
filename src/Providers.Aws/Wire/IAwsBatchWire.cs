using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Providers.Aws.Wire.Scheduling;
using MultiBatch.Providers.Aws.Wire.Tags;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>
/// The operations of AWS Batch, by the names of its API, so that the vendor's own client can be adapted to it.
/// One call is one attempt. What goes wrong is a <see cref="BatchException"/> with a true effect; cancellation passes untouched.
/// </summary>
internal interface IAwsBatchWire
{
    Task<CreateComputeEnvironmentResponse> CreateComputeEnvironmentAsync(CreateComputeEnvironmentRequest request, CancellationToken cancellationToken);

    Task<UpdateComputeEnvironmentResponse> UpdateComputeEnvironmentAsync(UpdateComputeEnvironmentRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> DeleteComputeEnvironmentAsync(DeleteComputeEnvironmentRequest request, CancellationToken cancellationToken);

    Task<DescribeComputeEnvironmentsResponse> DescribeComputeEnvironmentsAsync(DescribeComputeEnvironmentsRequest request, CancellationToken cancellationToken);

    Task<CreateJobQueueResponse> CreateJobQueueAsync(CreateJobQueueRequest request, CancellationToken cancellationToken);

    Task<UpdateJobQueueResponse> UpdateJobQueueAsync(UpdateJobQueueRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> DeleteJobQueueAsync(DeleteJobQueueRequest request, CancellationToken cancellationToken);

    Task<DescribeJobQueuesResponse> DescribeJobQueuesAsync(DescribeJobQueuesRequest request, CancellationToken cancellationToken);

    Task<GetJobQueueSnapshotResponse> GetJobQueueSnapshotAsync(GetJobQueueSnapshotRequest request, CancellationToken cancellationToken);

    Task<RegisterJobDefinitionResponse> RegisterJobDefinitionAsync(RegisterJobDefinitionRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> DeregisterJobDefinitionAsync(DeregisterJobDefinitionRequest request, CancellationToken cancellationToken);

    Task<DescribeJobDefinitionsResponse> DescribeJobDefinitionsAsync(DescribeJobDefinitionsRequest request, CancellationToken cancellationToken);

    Task<SubmitJobResponse> SubmitJobAsync(SubmitJobRequest request, CancellationToken cancellationToken);

    Task<DescribeJobsResponse> DescribeJobsAsync(DescribeJobsRequest request, CancellationToken cancellationToken);

    Task<ListJobsResponse> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> CancelJobAsync(CancelJobRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> TerminateJobAsync(TerminateJobRequest request, CancellationToken cancellationToken);

    /// <summary>Cancels up to 50 jobs. New in September 2026: where it is not known yet, <see cref="WireErrors.IsUnknownOperation"/> says so.</summary>
    Task<BulkJobsResponse> CancelJobsAsync(CancelJobsRequest request, CancellationToken cancellationToken);

    /// <summary>Ends up to 50 jobs. New in September 2026: where it is not known yet, <see cref="WireErrors.IsUnknownOperation"/> says so.</summary>
    Task<BulkJobsResponse> TerminateJobsAsync(TerminateJobsRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken);

    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken);

    Task<CreateSchedulingPolicyResponse> CreateSchedulingPolicyAsync(CreateSchedulingPolicyRequest request, CancellationToken cancellationToken);

    Task<DescribeSchedulingPoliciesResponse> DescribeSchedulingPoliciesAsync(DescribeSchedulingPoliciesRequest request, CancellationToken cancellationToken);

    Task<ListSchedulingPoliciesResponse> ListSchedulingPoliciesAsync(ListSchedulingPoliciesRequest request, CancellationToken cancellationToken);
}
