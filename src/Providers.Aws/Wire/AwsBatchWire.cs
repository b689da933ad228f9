using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Providers.Aws.Wire.Calls;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Providers.Aws.Wire.Scheduling;
using MultiBatch.Providers.Aws.Wire.Tags;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>AWS Batch over HTTP.</summary>
internal sealed class AwsBatchWire(AwsCaller caller) : IAwsBatchWire
{
    private static readonly BatchWireJson Json = BatchWireJson.Instance;

    public Task<CreateComputeEnvironmentResponse> CreateComputeEnvironmentAsync(CreateComputeEnvironmentRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.CreateComputeEnvironment, request, Json.CreateComputeEnvironmentRequest, Json.CreateComputeEnvironmentResponse, request.ComputeEnvironmentName, cancellationToken);

    public Task<UpdateComputeEnvironmentResponse> UpdateComputeEnvironmentAsync(UpdateComputeEnvironmentRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.UpdateComputeEnvironment, request, Json.UpdateComputeEnvironmentRequest, Json.UpdateComputeEnvironmentResponse, request.ComputeEnvironment, cancellationToken);

    public Task<EmptyReply> DeleteComputeEnvironmentAsync(DeleteComputeEnvironmentRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DeleteComputeEnvironment, request, Json.DeleteComputeEnvironmentRequest, Json.EmptyReply, request.ComputeEnvironment, cancellationToken);

    public Task<DescribeComputeEnvironmentsResponse> DescribeComputeEnvironmentsAsync(DescribeComputeEnvironmentsRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DescribeComputeEnvironments, request, Json.DescribeComputeEnvironmentsRequest, Json.DescribeComputeEnvironmentsResponse, null, cancellationToken);

    public Task<CreateJobQueueResponse> CreateJobQueueAsync(CreateJobQueueRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.CreateJobQueue, request, Json.CreateJobQueueRequest, Json.CreateJobQueueResponse, request.JobQueueName, cancellationToken);

    public Task<UpdateJobQueueResponse> UpdateJobQueueAsync(UpdateJobQueueRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.UpdateJobQueue, request, Json.UpdateJobQueueRequest, Json.UpdateJobQueueResponse, request.JobQueue, cancellationToken);

    public Task<EmptyReply> DeleteJobQueueAsync(DeleteJobQueueRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DeleteJobQueue, request, Json.DeleteJobQueueRequest, Json.EmptyReply, request.JobQueue, cancellationToken);

    public Task<DescribeJobQueuesResponse> DescribeJobQueuesAsync(DescribeJobQueuesRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DescribeJobQueues, request, Json.DescribeJobQueuesRequest, Json.DescribeJobQueuesResponse, null, cancellationToken);

    public Task<GetJobQueueSnapshotResponse> GetJobQueueSnapshotAsync(GetJobQueueSnapshotRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.GetJobQueueSnapshot, request, Json.GetJobQueueSnapshotRequest, Json.GetJobQueueSnapshotResponse, request.JobQueue, cancellationToken);

    public Task<RegisterJobDefinitionResponse> RegisterJobDefinitionAsync(RegisterJobDefinitionRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.RegisterJobDefinition, request, Json.RegisterJobDefinitionRequest, Json.RegisterJobDefinitionResponse, request.JobDefinitionName, cancellationToken);

    public Task<EmptyReply> DeregisterJobDefinitionAsync(DeregisterJobDefinitionRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DeregisterJobDefinition, request, Json.DeregisterJobDefinitionRequest, Json.EmptyReply, request.JobDefinition, cancellationToken);

    public Task<DescribeJobDefinitionsResponse> DescribeJobDefinitionsAsync(DescribeJobDefinitionsRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DescribeJobDefinitions, request, Json.DescribeJobDefinitionsRequest, Json.DescribeJobDefinitionsResponse, null, cancellationToken);

    public Task<SubmitJobResponse> SubmitJobAsync(SubmitJobRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.SubmitJob, request, Json.SubmitJobRequest, Json.SubmitJobResponse, request.JobName, cancellationToken);

    public Task<DescribeJobsResponse> DescribeJobsAsync(DescribeJobsRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DescribeJobs, request, Json.DescribeJobsRequest, Json.DescribeJobsResponse, null, cancellationToken);

    public Task<ListJobsResponse> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.ListJobs, request, Json.ListJobsRequest, Json.ListJobsResponse, request.JobQueue ?? request.ArrayJobId ?? request.MultiNodeJobId, cancellationToken);

    public Task<EmptyReply> CancelJobAsync(CancelJobRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.CancelJob, request, Json.CancelJobRequest, Json.EmptyReply, request.JobId, cancellationToken);

    public Task<EmptyReply> TerminateJobAsync(TerminateJobRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.TerminateJob, request, Json.TerminateJobRequest, Json.EmptyReply, request.JobId, cancellationToken);

    public Task<BulkJobsResponse> CancelJobsAsync(CancelJobsRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.CancelJobs, request, Json.CancelJobsRequest, Json.BulkJobsResponse, null, cancellationToken);

    public Task<BulkJobsResponse> TerminateJobsAsync(TerminateJobsRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.TerminateJobs, request, Json.TerminateJobsRequest, Json.BulkJobsResponse, null, cancellationToken);

    public Task<CreateSchedulingPolicyResponse> CreateSchedulingPolicyAsync(CreateSchedulingPolicyRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.CreateSchedulingPolicy, request, Json.CreateSchedulingPolicyRequest, Json.CreateSchedulingPolicyResponse, request.Name, cancellationToken);

    public Task<DescribeSchedulingPoliciesResponse> DescribeSchedulingPoliciesAsync(DescribeSchedulingPoliciesRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.DescribeSchedulingPolicies, request, Json.DescribeSchedulingPoliciesRequest, Json.DescribeSchedulingPoliciesResponse, null, cancellationToken);

    public Task<ListSchedulingPoliciesResponse> ListSchedulingPoliciesAsync(ListSchedulingPoliciesRequest request, CancellationToken cancellationToken) =>
        SendAsync(BatchOperations.ListSchedulingPolicies, request, Json.ListSchedulingPoliciesRequest, Json.ListSchedulingPoliciesResponse, null, cancellationToken);

    public Task<EmptyReply> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) => SendAsync(
        new AwsRequest
        {
            Operation = BatchOperations.TagResource,
            PathValue = request.ResourceArn,
            Body = JsonSerializer.SerializeToUtf8Bytes(new TagResourceBody { Tags = request.Tags }, Json.TagResourceBody),
            Resource = request.ResourceArn,
        },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken) => SendAsync(
        new AwsRequest
        {
            Operation = BatchOperations.UntagResource,
            PathValue = request.ResourceArn,
            Query = ("tagKeys", request.TagKeys),
            Resource = request.ResourceArn,
        },
        Json.EmptyReply,
        cancellationToken);

    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken) => SendAsync(
        new AwsRequest { Operation = BatchOperations.ListTagsForResource, PathValue = request.ResourceArn, Resource = request.ResourceArn },
        Json.ListTagsForResourceResponse,
        cancellationToken);

    private Task<TReply> SendAsync<TRequest, TReply>(
        AwsOperation operation, TRequest request, JsonTypeInfo<TRequest> written, JsonTypeInfo<TReply> read, string? resource, CancellationToken cancellationToken)
        where TReply : WireReply, new() =>
        SendAsync(
            new AwsRequest { Operation = operation, Body = JsonSerializer.SerializeToUtf8Bytes(request, written), Resource = resource }, read, cancellationToken);

    private async Task<TReply> SendAsync<TReply>(AwsRequest request, JsonTypeInfo<TReply> read, CancellationToken cancellationToken)
        where TReply : WireReply, new() =>
        JsonReplies.Read(await caller.SendAsync(request, cancellationToken).ConfigureAwait(false), request, read);
}
