using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Logs;
using MultiBatch.Providers.Google.Wire.Operations;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>Makes the call of our client that a recorded request is.</summary>
internal static class WireInvoker
{
    // A member that our messages do not have fails: a request that cannot be expressed may not pass for one that can.
    private static readonly JsonSerializerOptions Strict = new(WireJsonOptions.Create()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static async Task CallAsync(GoogleWire wire, JsonElement record)
    {
        var method = record.GetProperty("method").GetString()!;
        var path = record.GetProperty("path").GetString()!;
        var query = record.GetProperty("query").EnumerateArray().ToDictionary(pair => pair[0].GetString()!, pair => pair[1].GetString()!);
        var body = CanonicalJson.Write(record.GetProperty("body").GetRawText() is "null" ? null : record.GetProperty("body").GetRawText());
        string? Query(string name) => query.GetValueOrDefault(name);
        int? Number(string name) => Query(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
        var version = path.Split('/')[1];
        var name = string.Join('/', path.Split('/').Skip(2).Select(Uri.UnescapeDataString));
        var parent = name[..Math.Max(0, name.LastIndexOf('/'))];
        var collection = name[(name.LastIndexOf('/') + 1)..];
        await (Task)((method, collection) switch
        {
            ("POST", "entries:list") => wire.Logs.ListLogEntriesAsync(JsonSerializer.Deserialize<ListLogEntriesRequest>(body!, Strict)!, default),
            ("POST", "jobs") => wire.Batch.CreateJobAsync(
                new CreateJobRequest { Parent = parent, JobId = Query("jobId"), RequestId = Query("requestId"), IsAlpha = version == "v1alpha", Job = Job(body) }, default),
            ("GET", "jobs") => wire.Batch.ListJobsAsync(
                new ListJobsRequest { Parent = parent, Filter = Query("filter"), OrderBy = Query("orderBy"), PageSize = Number("pageSize"), PageToken = Query("pageToken") }, default),
            ("GET", "tasks") => wire.Batch.ListTasksAsync(
                new ListTasksRequest { Parent = parent, Filter = Query("filter"), PageSize = Number("pageSize"), PageToken = Query("pageToken") }, default),
            ("GET", "operations") => wire.Batch.ListOperationsAsync(new ListOperationsRequest { Parent = parent, Filter = Query("filter") }, default),
            ("GET", "locations") => wire.Batch.ListLocationsAsync(parent, default),
            ("POST", _) when name.EndsWith(":cancel", StringComparison.Ordinal) && name.Contains("/operations/") => wire.Batch.CancelOperationAsync(name[..^":cancel".Length], default),
            ("POST", _) when name.EndsWith(":cancel", StringComparison.Ordinal) => wire.Batch.CancelJobAsync(
                new CancelJobRequest { Name = name[..^":cancel".Length], RequestId = body is null ? null : (string?)JsonNode.Parse(body)!["requestId"] }, default),
            ("DELETE", _) when name.Contains("/operations/") => wire.Batch.DeleteOperationAsync(name, default),
            ("DELETE", _) => wire.Batch.DeleteJobAsync(new DeleteJobRequest { Name = name, Reason = Query("reason"), RequestId = Query("requestId") }, default),
            ("GET", _) when name.Contains("/operations/") => wire.Batch.GetOperationAsync(name, default),
            ("GET", _) when name.Contains("/tasks/") => wire.Batch.GetTaskAsync(name, default),
            ("GET", _) => wire.Batch.GetJobAsync(name, default),
            _ => throw new NotSupportedException($"Our client has no {method} {path}."),
        });
    }

    public static JobResource Job(string? body) => JsonSerializer.Deserialize<JobResource>(body ?? "{}", Strict)!;
}
