using System.Text.Json.Serialization;
using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Queues;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>How the messages of <see cref="ILocalEngine"/> are written: source-generated, in the form of <see cref="BatchJson"/>.</summary>
[JsonSerializable(typeof(EngineError))]
[JsonSerializable(typeof(EngineStatus))]
[JsonSerializable(typeof(PlacementRequest))]
[JsonSerializable(typeof(Placement))]
[JsonSerializable(typeof(SubmitRequest))]
[JsonSerializable(typeof(SubmitReply))]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(FindReply))]
[JsonSerializable(typeof(GetJobsRequest))]
[JsonSerializable(typeof(GetJobsReply))]
[JsonSerializable(typeof(ListJobsRequest))]
[JsonSerializable(typeof(ListJobsReply))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(StopReply))]
[JsonSerializable(typeof(SecretSourcesRequest))]
[JsonSerializable(typeof(SecretSourcesReply))]
[JsonSerializable(typeof(RestartRequest))]
[JsonSerializable(typeof(RestartReply))]
[JsonSerializable(typeof(ReadLogRequest))]
[JsonSerializable(typeof(ReadLogReply))]
[JsonSerializable(typeof(DiagnoseRequest))]
[JsonSerializable(typeof(JobDiagnosis))]
[JsonSerializable(typeof(PutEnvironmentRequest))]
[JsonSerializable(typeof(PutQueueRequest))]
[JsonSerializable(typeof(ComputeEnvironment))]
[JsonSerializable(typeof(JobQueue))]
[JsonSerializable(typeof(JobDefinition))]
[JsonSerializable(typeof(NameRequest))]
[JsonSerializable(typeof(ListRequest))]
[JsonSerializable(typeof(EnvironmentsReply))]
[JsonSerializable(typeof(QueuesReply))]
[JsonSerializable(typeof(DefinitionsReply))]
[JsonSerializable(typeof(RegisterDefinitionRequest))]
[JsonSerializable(typeof(DefinitionRequest))]
[JsonSerializable(typeof(FindDefinitionReply))]
[JsonSerializable(typeof(ShutdownRequest))]
internal sealed partial class EngineJson : JsonSerializerContext
{
    public static EngineJson Messages { get; } = new(BatchJson.CreateOptions());
}
