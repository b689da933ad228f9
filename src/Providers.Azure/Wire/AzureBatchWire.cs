using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Providers.Azure.Errors;
using MultiBatch.Providers.Azure.Wire.Calls;
using MultiBatch.Providers.Azure.Wire.Files;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Wire;

/// <summary>Azure Batch over HTTP.</summary>
internal sealed class AzureBatchWire(AzureCaller caller) : IAzureBatchWire
{
    private static readonly AzureWireJson Json = AzureWireJson.Instance;

    public Task<EmptyReply> AddPoolAsync(PoolAddRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "AddPool", Method = "POST", Path = "/pools", Resource = request.Id, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.PoolAddRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<Pool> GetPoolAsync(string poolId, ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "GetPool", Method = "GET", Path = $"/pools/{S(poolId)}", Resource = poolId, Options = options },
        Json.Pool,
        cancellationToken);

    public Task<PoolList> ListPoolsAsync(ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ListPools", Method = "GET", Path = "/pools", Options = options },
        Json.PoolList,
        cancellationToken);

    public Task<PoolPresence> PoolExistsAsync(string poolId, CancellationToken cancellationToken) => ExistsAsync(
        new AzureRequest { Operation = "PoolExists", Method = "HEAD", Path = $"/pools/{S(poolId)}", Resource = poolId },
        cancellationToken);

    public Task<EmptyReply> PatchPoolAsync(string poolId, PoolPatchRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "PatchPool", Method = "PATCH", Path = $"/pools/{S(poolId)}", Resource = poolId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.PoolPatchRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> ResizePoolAsync(string poolId, PoolResizeRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ResizePool", Method = "POST", Path = $"/pools/{S(poolId)}/resize", Resource = poolId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.PoolResizeRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> StopPoolResizeAsync(string poolId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "StopPoolResize", Method = "POST", Path = $"/pools/{S(poolId)}/stopresize", Resource = poolId },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> EnableAutoScaleAsync(string poolId, EnableAutoScaleRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "EnableAutoScale", Method = "POST", Path = $"/pools/{S(poolId)}/enableautoscale", Resource = poolId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.EnableAutoScaleRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> DisableAutoScaleAsync(string poolId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "DisableAutoScale", Method = "POST", Path = $"/pools/{S(poolId)}/disableautoscale", Resource = poolId },
        Json.EmptyReply,
        cancellationToken);

    public Task<AutoScaleRun> EvaluateAutoScaleAsync(string poolId, EvaluateAutoScaleRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "EvaluateAutoScale", Method = "POST", Path = $"/pools/{S(poolId)}/evaluateautoscale", Resource = poolId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.EvaluateAutoScaleRequest) },
        Json.AutoScaleRun,
        cancellationToken);

    public Task<EmptyReply> DeletePoolAsync(string poolId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "DeletePool", Method = "DELETE", Path = $"/pools/{S(poolId)}", Resource = poolId },
        Json.EmptyReply,
        cancellationToken);

    public Task<PoolNodeCountsList> ListPoolNodeCountsAsync(ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ListPoolNodeCounts", Method = "GET", Path = "/nodecounts", Options = options },
        Json.PoolNodeCountsList,
        cancellationToken);

    public Task<ImageInformationList> ListSupportedImagesAsync(ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ListSupportedImages", Method = "GET", Path = "/supportedimages", Options = options },
        Json.ImageInformationList,
        cancellationToken);

    public Task<ComputeNodeList> ListNodesAsync(string poolId, ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ListNodes", Method = "GET", Path = $"/pools/{S(poolId)}/nodes", Resource = poolId, Options = options },
        Json.ComputeNodeList,
        cancellationToken);

    public Task<EmptyReply> AddJobAsync(JobAddRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "AddJob", Method = "POST", Path = "/jobs", Resource = request.Id, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.JobAddRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<AzureJob> GetJobAsync(string jobId, ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "GetJob", Method = "GET", Path = $"/jobs/{S(jobId)}", Resource = jobId, Options = options },
        Json.AzureJob,
        cancellationToken);

    public Task<AzureJobList> ListJobsAsync(ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ListJobs", Method = "GET", Path = "/jobs", Options = options },
        Json.AzureJobList,
        cancellationToken);

    public Task<EmptyReply> PatchJobAsync(string jobId, JobPatchRequest request, string? ifMatch, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "PatchJob", Method = "PATCH", Path = $"/jobs/{S(jobId)}", Resource = jobId, IfMatch = ifMatch, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.JobPatchRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> UpdateJobAsync(string jobId, JobUpdateRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "UpdateJob", Method = "PUT", Path = $"/jobs/{S(jobId)}", Resource = jobId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.JobUpdateRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> DisableJobAsync(string jobId, JobDisableRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "DisableJob", Method = "POST", Path = $"/jobs/{S(jobId)}/disable", Resource = jobId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.JobDisableRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> EnableJobAsync(string jobId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "EnableJob", Method = "POST", Path = $"/jobs/{S(jobId)}/enable", Resource = jobId },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> TerminateJobAsync(string jobId, JobTerminateRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "TerminateJob", Method = "POST", Path = $"/jobs/{S(jobId)}/terminate", Resource = jobId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.JobTerminateRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> DeleteJobAsync(string jobId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "DeleteJob", Method = "DELETE", Path = $"/jobs/{S(jobId)}", Resource = jobId },
        Json.EmptyReply,
        cancellationToken);

    public Task<TaskCountsReply> GetTaskCountsAsync(string jobId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "GetTaskCounts", Method = "GET", Path = $"/jobs/{S(jobId)}/taskcounts", Resource = jobId },
        Json.TaskCountsReply,
        cancellationToken);

    public Task<EmptyReply> AddTaskAsync(string jobId, TaskAddRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "AddTask", Method = "POST", Path = $"/jobs/{S(jobId)}/tasks", Resource = request.Id, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.TaskAddRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<TaskAddCollectionReply> AddTaskCollectionAsync(string jobId, TaskAddCollectionRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "AddTaskCollection", Method = "POST", Path = $"/jobs/{S(jobId)}/addtaskcollection", Resource = jobId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.TaskAddCollectionRequest) },
        Json.TaskAddCollectionReply,
        cancellationToken);

    public Task<AzureTask> GetTaskAsync(string jobId, string taskId, ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "GetTask", Method = "GET", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}", Resource = taskId, Options = options },
        Json.AzureTask,
        cancellationToken);

    public Task<AzureTaskList> ListTasksAsync(string jobId, ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ListTasks", Method = "GET", Path = $"/jobs/{S(jobId)}/tasks", Resource = jobId, Options = options },
        Json.AzureTaskList,
        cancellationToken);

    public Task<EmptyReply> UpdateTaskAsync(string jobId, string taskId, TaskUpdateRequest request, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "UpdateTask", Method = "PUT", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}", Resource = taskId, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.TaskUpdateRequest) },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> TerminateTaskAsync(string jobId, string taskId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "TerminateTask", Method = "POST", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}/terminate", Resource = taskId },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> ReactivateTaskAsync(string jobId, string taskId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ReactivateTask", Method = "POST", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}/reactivate", Resource = taskId },
        Json.EmptyReply,
        cancellationToken);

    public Task<EmptyReply> DeleteTaskAsync(string jobId, string taskId, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "DeleteTask", Method = "DELETE", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}", Resource = taskId },
        Json.EmptyReply,
        cancellationToken);

    public Task<NodeFileList> ListTaskFilesAsync(string jobId, string taskId, bool recursive, ReadOptions options, CancellationToken cancellationToken) => SendAsync(
        new AzureRequest { Operation = "ListTaskFiles", Method = "GET", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}/files", Resource = taskId, Options = options, Query = recursive ? "recursive=true" : null },
        Json.NodeFileList,
        cancellationToken);

    public Task<FilePart> GetTaskFileAsync(string jobId, string taskId, string path, string? range, CancellationToken cancellationToken) => ReadFileAsync(
        new AzureRequest { Operation = "GetTaskFile", Method = "GET", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}/files/{S(path)}", Resource = taskId, Range = range },
        cancellationToken);

    public Task<FileSize> GetTaskFilePropertiesAsync(string jobId, string taskId, string path, CancellationToken cancellationToken) => ReadSizeAsync(
        new AzureRequest { Operation = "GetTaskFileProperties", Method = "HEAD", Path = $"/jobs/{S(jobId)}/tasks/{S(taskId)}/files/{S(path)}", Resource = taskId },
        cancellationToken);

    private static string S(string text) => AzureRequest.Segment(text);

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private async Task<TReply> SendAsync<TReply>(AzureRequest request, JsonTypeInfo<TReply> read, CancellationToken cancellationToken)
        where TReply : WireReply, new()
    {
        var reply = await caller.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (typeof(TReply) == typeof(EmptyReply))
        {
            // The status says all; a body would add nothing.
            return new TReply { RequestId = reply.RequestId };
        }

        Exception? cause = null;
        if (!reply.IsCut)
        {
            try
            {
                if (JsonSerializer.Deserialize(reply.Body.Span, read) is { } result)
                {
                    return result with { RequestId = reply.RequestId, Body = reply.Body };
                }
            }
            catch (JsonException exception)
            {
                // Where it broke, and not with which words.
                cause = new JsonException($"Line {exception.LineNumber}, byte {exception.BytePositionInLine}.");
            }
        }

        throw AzureErrorReader.Unreadable(reply, request.ToCall(), cause);
    }

    private async Task<PoolPresence> ExistsAsync(AzureRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await caller.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return new PoolPresence { Exists = true, RequestId = reply.RequestId };
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            return new PoolPresence { Exists = false, RequestId = error.RequestId };
        }
    }

    private async Task<FilePart> ReadFileAsync(AzureRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await caller.SendAsync(request, cancellationToken).ConfigureAwait(false);

            // What arrived of a reply that was cut off is part of the file all the same.
            return new FilePart { RequestId = reply.RequestId, Body = reply.Body };
        }
        catch (BatchException error) when (string.Equals(error.NativeCode, AzureErrorCodes.InvalidRange, StringComparison.OrdinalIgnoreCase))
        {
            return new FilePart { IsBeyondEnd = true, RequestId = error.RequestId };
        }
    }

    private async Task<FileSize> ReadSizeAsync(AzureRequest request, CancellationToken cancellationToken)
    {
        var reply = await caller.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new FileSize
        {
            RequestId = reply.RequestId,
            Length = long.TryParse(reply.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null,
            LastModified = Date(reply.Header("Last-Modified")),
        };
    }
}
