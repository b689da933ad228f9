using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Tests.Wire.Support;

/// <summary>Makes with our client the request that a record of the official one holds.</summary>
internal static class WireInvoker
{
    // A member that our messages do not have fails: an input that cannot be expressed may not pass for one that can.
    private static readonly JsonSerializerOptions Strict = new(WireJsonOptions.Create()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly Dictionary<string, Func<IAzureBatchWire, Parts, Task>> Calls = new()
    {
        ["pool.add"] = (wire, r) => wire.AddPoolAsync(r.Body<PoolAddRequest>(), default),
        ["pool.get"] = (wire, r) => wire.GetPoolAsync(r[1], r.Options, default),
        ["pool.list"] = (wire, r) => wire.ListPoolsAsync(r.Options, default),
        ["pool.exists"] = (wire, r) => wire.PoolExistsAsync(r[1], default),
        ["pool.patch"] = (wire, r) => wire.PatchPoolAsync(r[1], r.Body<PoolPatchRequest>(), default),
        ["pool.resize"] = (wire, r) => wire.ResizePoolAsync(r[1], r.Body<PoolResizeRequest>(), default),
        ["pool.stopResize"] = (wire, r) => wire.StopPoolResizeAsync(r[1], default),
        ["pool.enableAutoScale"] = (wire, r) => wire.EnableAutoScaleAsync(r[1], r.Body<EnableAutoScaleRequest>(), default),
        ["pool.evaluateAutoScale"] = (wire, r) => wire.EvaluateAutoScaleAsync(r[1], r.Body<EvaluateAutoScaleRequest>(), default),
        ["pool.disableAutoScale"] = (wire, r) => wire.DisableAutoScaleAsync(r[1], default),
        ["pool.delete"] = (wire, r) => wire.DeletePoolAsync(r[1], default),
        ["account.listPoolNodeCounts"] = (wire, r) => wire.ListPoolNodeCountsAsync(r.Options, default),
        ["account.listSupportedImages"] = (wire, r) => wire.ListSupportedImagesAsync(r.Options, default),
        ["computeNode.list"] = (wire, r) => wire.ListNodesAsync(r[1], r.Options, default),
        ["job.add"] = (wire, r) => wire.AddJobAsync(r.Body<JobAddRequest>(), default),
        ["job.get"] = (wire, r) => wire.GetJobAsync(r[1], r.Options, default),
        ["job.list"] = (wire, r) => wire.ListJobsAsync(r.Options, default),
        ["job.patch"] = (wire, r) => wire.PatchJobAsync(r[1], r.Body<JobPatchRequest>(), r.Header("if-match"), default),
        ["job.update"] = (wire, r) => wire.UpdateJobAsync(r[1], r.Body<JobUpdateRequest>(), default),
        ["job.disable"] = (wire, r) => wire.DisableJobAsync(r[1], r.Body<JobDisableRequest>(), default),
        ["job.enable"] = (wire, r) => wire.EnableJobAsync(r[1], default),
        ["job.terminate"] = (wire, r) => wire.TerminateJobAsync(r[1], r.Body<JobTerminateRequest>(), default),
        ["job.delete"] = (wire, r) => wire.DeleteJobAsync(r[1], default),
        ["job.getTaskCounts"] = (wire, r) => wire.GetTaskCountsAsync(r[1], default),
        ["task.add"] = (wire, r) => wire.AddTaskAsync(r[1], r.Body<TaskAddRequest>(), default),
        ["task.addCollection"] = (wire, r) => wire.AddTaskCollectionAsync(r[1], r.Body<TaskAddCollectionRequest>(), default),
        ["task.get"] = (wire, r) => wire.GetTaskAsync(r[1], r[3], r.Options, default),
        ["task.list"] = (wire, r) => wire.ListTasksAsync(r[1], r.Options, default),
        ["task.update"] = (wire, r) => wire.UpdateTaskAsync(r[1], r[3], r.Body<TaskUpdateRequest>(), default),
        ["task.terminate"] = (wire, r) => wire.TerminateTaskAsync(r[1], r[3], default),
        ["task.reactivate"] = (wire, r) => wire.ReactivateTaskAsync(r[1], r[3], default),
        ["task.delete"] = (wire, r) => wire.DeleteTaskAsync(r[1], r[3], default),
        ["file.listFromTask"] = (wire, r) => wire.ListTaskFilesAsync(r[1], r[3], r.Parameters.GetValueOrDefault("recursive") == "true", r.Options, default),
        ["file.getFromTask"] = (wire, r) => wire.GetTaskFileAsync(r[1], r[3], r[5], r.Header("ocp-range"), default),
        ["file.getPropertiesFromTask"] = (wire, r) => wire.GetTaskFilePropertiesAsync(r[1], r[3], r[5], default),
    };

    public static IReadOnlyCollection<string> Operations => Calls.Keys;

    /// <summary>The operation that a record is of: its name without what tells two of one operation apart.</summary>
    public static string Operation(string name) => name.Split('(')[0];

    public static Task CallAsync(IAzureBatchWire wire, JsonElement record) =>
        Calls[Operation(record.GetProperty("name").GetString()!)](wire, new Parts(record));

    private sealed class Parts(JsonElement record)
    {
        private readonly string[] _segments = record.GetProperty("path").GetString()!.TrimStart('/').Split('/').Select(Uri.UnescapeDataString).ToArray();

        public Dictionary<string, string> Parameters { get; } = record.GetProperty("query").GetString()!.Split('&')
            .Select(parameter => parameter.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

        public ReadOptions Options => new()
        {
            Filter = Parameters.GetValueOrDefault("$filter"),
            Select = Parameters.GetValueOrDefault("$select"),
            Expand = Parameters.GetValueOrDefault("$expand"),
            MaxResults = Parameters.TryGetValue("maxresults", out var most) ? int.Parse(most, System.Globalization.CultureInfo.InvariantCulture) : null,
        };

        public string this[int segment] => _segments[segment];

        public T Body<T>()
        {
            var body = record.GetProperty("body");
            return (body.ValueKind == JsonValueKind.String ? JsonSerializer.Deserialize<T>(body.GetString()!, Strict) : body.Deserialize<T>(Strict))!;
        }

        public string? Header(string name) => record.GetProperty("headers").TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
