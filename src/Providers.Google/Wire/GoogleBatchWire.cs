using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Providers.Google.Wire.Calls;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Locations;
using MultiBatch.Providers.Google.Wire.Operations;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>Google Cloud Batch over HTTP, as its protos map it.</summary>
internal sealed class GoogleBatchWire(GoogleCaller caller) : IGoogleBatchWire
{
    private const string Stable = "v1";
    private const string Alpha = "v1alpha";

    private static readonly GoogleWireJson Json = GoogleWireJson.Instance;
    private static readonly byte[] Nothing = [(byte)'{', (byte)'}'];

    public Task<JobResource> CreateJobAsync(CreateJobRequest request, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "CreateJob",
            Method = HttpMethod.Post,
            Version = request.IsAlpha ? Alpha : Stable,
            Path = request.Parent + "/jobs",
            Query = [("jobId", request.JobId), ("requestId", request.RequestId), Alt],
            Body = JsonSerializer.SerializeToUtf8Bytes(request.Job, Json.JobResource),
            Routing = ("parent", request.Parent),
            IsChange = true,
            Resource = request.JobId,
        },
        Json.JobResource, cancellationToken);

    public Task<JobResource> GetJobAsync(string name, CancellationToken cancellationToken) => SendAsync(Get("GetJob", name), Json.JobResource, cancellationToken);

    public Task<ListJobsResponse> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "ListJobs",
            Method = HttpMethod.Get,
            Version = Stable,
            Path = request.Parent + "/jobs",
            Query = [("filter", request.Filter), ("orderBy", request.OrderBy), ("pageSize", Number(request.PageSize)), ("pageToken", request.PageToken), Alt],
            Routing = ("parent", request.Parent),
        },
        Json.ListJobsResponse, cancellationToken);

    public Task<LongOperation> CancelJobAsync(CancelJobRequest request, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "CancelJob",
            Method = HttpMethod.Post,
            Version = Stable,
            Path = request.Name,
            Verb = ":cancel",
            Query = [Alt],
            Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.CancelJobRequest),
            Routing = ("name", request.Name),
            IsChange = true,
            Resource = request.Name,
        },
        Json.LongOperation, cancellationToken);

    public Task<LongOperation> DeleteJobAsync(DeleteJobRequest request, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "DeleteJob",
            Method = HttpMethod.Delete,
            Version = Stable,
            Path = request.Name,
            Query = [("reason", request.Reason), ("requestId", request.RequestId), Alt],
            Routing = ("name", request.Name),
            IsChange = true,
            Resource = request.Name,
        },
        Json.LongOperation, cancellationToken);

    public Task<TaskResource> GetTaskAsync(string name, CancellationToken cancellationToken) => SendAsync(Get("GetTask", name), Json.TaskResource, cancellationToken);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "ListTasks",
            Method = HttpMethod.Get,
            Version = Stable,
            Path = request.Parent + "/tasks",
            Query = [("filter", request.Filter), ("pageSize", Number(request.PageSize)), ("pageToken", request.PageToken), Alt],
            Routing = ("parent", request.Parent),
            Resource = request.Parent,
        },
        Json.ListTasksResponse, cancellationToken);

    public Task<LongOperation> GetOperationAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(Get("GetOperation", name) with { Query = null }, Json.LongOperation, cancellationToken);

    public Task<ListOperationsResponse> ListOperationsAsync(ListOperationsRequest request, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "ListOperations",
            Method = HttpMethod.Get,
            Version = Stable,
            Path = request.Parent + "/operations",
            Query = [("filter", request.Filter), ("pageSize", Number(request.PageSize)), ("pageToken", request.PageToken)],
        },
        Json.ListOperationsResponse, cancellationToken);

    public Task<EmptyReply> CancelOperationAsync(string name, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "CancelOperation",
            Method = HttpMethod.Post,
            Version = Stable,
            Path = name,
            Verb = ":cancel",
            Body = Nothing,
            Routing = ("name", name),
            IsChange = true,
            Resource = name,
        },
        Json.EmptyReply, cancellationToken);

    public Task<EmptyReply> DeleteOperationAsync(string name, CancellationToken cancellationToken) => SendAsync(
        new GoogleRequest
        {
            Service = GoogleService.Batch,
            Operation = "DeleteOperation",
            Method = HttpMethod.Delete,
            Version = Stable,
            Path = name,
            Routing = ("name", name),
            IsChange = true,
            Resource = name,
        },
        Json.EmptyReply, cancellationToken);

    public Task<ListLocationsResponse> ListLocationsAsync(string name, CancellationToken cancellationToken) => SendAsync(
        Get("ListLocations", name) with { Path = name + "/locations" }, Json.ListLocationsResponse, cancellationToken);

    private static (string Name, string? Value) Alt => ("alt", "json");

    private static GoogleRequest Get(string operation, string name) => new()
    {
        Service = GoogleService.Batch,
        Operation = operation,
        Method = HttpMethod.Get,
        Version = Stable,
        Path = name,
        Query = [Alt],
        Routing = ("name", name),
        Resource = name,
    };

    private static string? Number(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<TReply> SendAsync<TReply>(GoogleRequest request, JsonTypeInfo<TReply> type, CancellationToken cancellationToken)
        where TReply : WireReply, new() =>
        JsonReplies.Read(await caller.SendAsync(request, cancellationToken).ConfigureAwait(false), request, type);
}
