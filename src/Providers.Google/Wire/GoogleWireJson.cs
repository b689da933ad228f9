using System.Text.Json.Serialization;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Locations;
using MultiBatch.Providers.Google.Wire.Logs;
using MultiBatch.Providers.Google.Wire.Operations;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>Source-generated metadata of the messages of Batch and Cloud Logging.</summary>
[JsonSerializable(typeof(JobResource))]
[JsonSerializable(typeof(ListJobsResponse))]
[JsonSerializable(typeof(CancelJobRequest))]
[JsonSerializable(typeof(TaskResource))]
[JsonSerializable(typeof(ListTasksResponse))]
[JsonSerializable(typeof(LongOperation))]
[JsonSerializable(typeof(ListOperationsResponse))]
[JsonSerializable(typeof(ListLocationsResponse))]
[JsonSerializable(typeof(ListLogEntriesRequest))]
[JsonSerializable(typeof(ListLogEntriesResponse))]
[JsonSerializable(typeof(EmptyReply))]
internal sealed partial class GoogleWireJson : JsonSerializerContext
{
    internal static GoogleWireJson Instance { get; } = new(WireJsonOptions.Create());
}
