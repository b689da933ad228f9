using System.Text.Json.Serialization;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Providers.Aws.Wire.Scheduling;
using MultiBatch.Providers.Aws.Wire.Tags;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>Source-generated metadata of the messages of AWS Batch.</summary>
[JsonSerializable(typeof(CreateComputeEnvironmentRequest))]
[JsonSerializable(typeof(CreateComputeEnvironmentResponse))]
[JsonSerializable(typeof(UpdateComputeEnvironmentRequest))]
[JsonSerializable(typeof(UpdateComputeEnvironmentResponse))]
[JsonSerializable(typeof(DeleteComputeEnvironmentRequest))]
[JsonSerializable(typeof(DescribeComputeEnvironmentsRequest))]
[JsonSerializable(typeof(DescribeComputeEnvironmentsResponse))]
[JsonSerializable(typeof(CreateJobQueueRequest))]
[JsonSerializable(typeof(CreateJobQueueResponse))]
[JsonSerializable(typeof(UpdateJobQueueRequest))]
[JsonSerializable(typeof(UpdateJobQueueResponse))]
[JsonSerializable(typeof(DeleteJobQueueRequest))]
[JsonSerializable(typeof(DescribeJobQueuesRequest))]
[JsonSerializable(typeof(DescribeJobQueuesResponse))]
[JsonSerializable(typeof(GetJobQueueSnapshotRequest))]
[JsonSerializable(typeof(GetJobQueueSnapshotResponse))]
[JsonSerializable(typeof(RegisterJobDefinitionRequest))]
[JsonSerializable(typeof(RegisterJobDefinitionResponse))]
[JsonSerializable(typeof(DeregisterJobDefinitionRequest))]
[JsonSerializable(typeof(DescribeJobDefinitionsRequest))]
[JsonSerializable(typeof(DescribeJobDefinitionsResponse))]
[JsonSerializable(typeof(SubmitJobRequest))]
[JsonSerializable(typeof(SubmitJobResponse))]
[JsonSerializable(typeof(DescribeJobsRequest))]
[JsonSerializable(typeof(DescribeJobsResponse))]
[JsonSerializable(typeof(ListJobsRequest))]
[JsonSerializable(typeof(ListJobsResponse))]
[JsonSerializable(typeof(CancelJobRequest))]
[JsonSerializable(typeof(TerminateJobRequest))]
[JsonSerializable(typeof(CancelJobsRequest))]
[JsonSerializable(typeof(BulkJobsResponse))]
[JsonSerializable(typeof(TerminateJobsRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
[JsonSerializable(typeof(DescribeSchedulingPoliciesRequest))]
[JsonSerializable(typeof(DescribeSchedulingPoliciesResponse))]
[JsonSerializable(typeof(ListSchedulingPoliciesRequest))]
[JsonSerializable(typeof(ListSchedulingPoliciesResponse))]
[JsonSerializable(typeof(CreateSchedulingPolicyRequest))]
[JsonSerializable(typeof(CreateSchedulingPolicyResponse))]
[JsonSerializable(typeof(TagResourceBody))]
[JsonSerializable(typeof(EmptyReply))]
internal sealed partial class BatchWireJson : JsonSerializerContext
{
    internal static BatchWireJson Instance { get; } = new(WireJsonOptions.Create());
}
