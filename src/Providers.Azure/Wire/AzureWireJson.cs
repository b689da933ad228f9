using System.Text.Json.Serialization;
using MultiBatch.Providers.Azure.Wire.Files;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Wire;

/// <summary>Source-generated metadata of the messages of Azure Batch.</summary>
[JsonSerializable(typeof(AutoScaleRun))]
[JsonSerializable(typeof(AzureJob))]
[JsonSerializable(typeof(AzureJobList))]
[JsonSerializable(typeof(AzureTask))]
[JsonSerializable(typeof(AzureTaskList))]
[JsonSerializable(typeof(ComputeNodeList))]
[JsonSerializable(typeof(EmptyReply))]
[JsonSerializable(typeof(EnableAutoScaleRequest))]
[JsonSerializable(typeof(EvaluateAutoScaleRequest))]
[JsonSerializable(typeof(ImageInformationList))]
[JsonSerializable(typeof(JobAddRequest))]
[JsonSerializable(typeof(JobDisableRequest))]
[JsonSerializable(typeof(JobPatchRequest))]
[JsonSerializable(typeof(JobTerminateRequest))]
[JsonSerializable(typeof(JobUpdateRequest))]
[JsonSerializable(typeof(NodeFileList))]
[JsonSerializable(typeof(Pool))]
[JsonSerializable(typeof(PoolAddRequest))]
[JsonSerializable(typeof(PoolList))]
[JsonSerializable(typeof(PoolNodeCountsList))]
[JsonSerializable(typeof(PoolPatchRequest))]
[JsonSerializable(typeof(PoolResizeRequest))]
[JsonSerializable(typeof(TaskAddCollectionReply))]
[JsonSerializable(typeof(TaskAddCollectionRequest))]
[JsonSerializable(typeof(TaskAddRequest))]
[JsonSerializable(typeof(TaskCountsReply))]
[JsonSerializable(typeof(TaskUpdateRequest))]
internal sealed partial class AzureWireJson : JsonSerializerContext
{
    internal static AzureWireJson Instance { get; } = new(WireJsonOptions.Create());
}
