using Google.Cloud.Location;
using Google.Cloud.Logging.V2;
using Google.LongRunning;
using Google.Protobuf.WellKnownTypes;
using V1 = Google.Cloud.Batch.V1;
using V1Alpha = Google.Cloud.Batch.V1Alpha;

namespace MultiBatch.Google.ProtoCheck;

/// <summary>The methods, by the names the emulator keeps them under.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Method> Common = new(StringComparer.Ordinal)
    {
        ["GetOperation"] = new(GetOperationRequest.Descriptor, null, Operation.Descriptor),
        ["ListOperations"] = new(ListOperationsRequest.Descriptor, null, ListOperationsResponse.Descriptor),
        ["CancelOperation"] = new(CancelOperationRequest.Descriptor, CancelOperationRequest.Descriptor, Empty.Descriptor),
        ["DeleteOperation"] = new(DeleteOperationRequest.Descriptor, null, Empty.Descriptor),
        ["ListLocations"] = new(ListLocationsRequest.Descriptor, null, ListLocationsResponse.Descriptor),
        ["GetLocation"] = new(GetLocationRequest.Descriptor, null, Location.Descriptor),
        ["ListLogEntries"] = new(ListLogEntriesRequest.Descriptor, ListLogEntriesRequest.Descriptor, ListLogEntriesResponse.Descriptor),
    };

    private static readonly Dictionary<string, Method> OfV1 = new(StringComparer.Ordinal)
    {
        ["CreateJob"] = new(V1.CreateJobRequest.Descriptor, V1.Job.Descriptor, V1.Job.Descriptor),
        ["GetJob"] = new(V1.GetJobRequest.Descriptor, null, V1.Job.Descriptor),
        ["ListJobs"] = new(V1.ListJobsRequest.Descriptor, null, V1.ListJobsResponse.Descriptor),
        ["DeleteJob"] = new(V1.DeleteJobRequest.Descriptor, null, Operation.Descriptor),
        ["CancelJob"] = new(V1.CancelJobRequest.Descriptor, V1.CancelJobRequest.Descriptor, Operation.Descriptor),
        ["GetTask"] = new(V1.GetTaskRequest.Descriptor, null, V1.Task.Descriptor),
        ["ListTasks"] = new(V1.ListTasksRequest.Descriptor, null, V1.ListTasksResponse.Descriptor),
    };

    private static readonly Dictionary<string, Method> OfV1Alpha = new(StringComparer.Ordinal)
    {
        ["CreateJob"] = new(V1Alpha.CreateJobRequest.Descriptor, V1Alpha.Job.Descriptor, V1Alpha.Job.Descriptor),
        ["GetJob"] = new(V1Alpha.GetJobRequest.Descriptor, null, V1Alpha.Job.Descriptor),
        ["ListJobs"] = new(V1Alpha.ListJobsRequest.Descriptor, null, V1Alpha.ListJobsResponse.Descriptor),
        ["DeleteJob"] = new(V1Alpha.DeleteJobRequest.Descriptor, null, Operation.Descriptor),
        ["CancelJob"] = new(V1Alpha.CancelJobRequest.Descriptor, V1Alpha.CancelJobRequest.Descriptor, Operation.Descriptor),
        ["GetTask"] = new(V1Alpha.GetTaskRequest.Descriptor, null, V1Alpha.Task.Descriptor),
        ["ListTasks"] = new(V1Alpha.ListTasksRequest.Descriptor, null, V1Alpha.ListTasksResponse.Descriptor),
    };

    public static Method? Find(Exchange exchange) =>
        (exchange.IsAlpha ? OfV1Alpha : OfV1).GetValueOrDefault(exchange.Operation) ?? Common.GetValueOrDefault(exchange.Operation);
}
