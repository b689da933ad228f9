using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Locations;
using MultiBatch.Providers.Google.Wire.Logs;
using MultiBatch.Providers.Google.Wire.Operations;
using MultiBatch.Providers.Google.Wire.Tasks;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Google.Tests.Support;

/// <summary>A little service without HTTP: jobs and lines that were put into it are there, and nothing happens by itself. What is called is written down.</summary>
internal sealed class LittleService : IGoogleBatchWire, IGoogleLogsWire
{
    private readonly Dictionary<string, JobResource> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskResource> _tasks = new(StringComparer.Ordinal);
    private readonly List<LoggedEntry> _lines = [];

    public static JobReference Reference { get; } = new("google", "j1") { Region = "us-central1" };

    public ManualTimeProvider Clock { get; } = new();

    public List<string> Calls { get; } = [];

    /// <summary>What goes wrong with a call, before anything is done; null for nothing.</summary>
    public Func<string, BatchException?> Fault { get; set; } = _ => null;

    /// <summary>What goes wrong with a call after it was done; null for nothing.</summary>
    public Func<string, BatchException?> LostReply { get; set; } = _ => null;

    /// <summary>What a cancel or delete answers.</summary>
    public Queue<LongOperation> Operations { get; } = [];

    public IReadOnlyDictionary<string, JobResource> Jobs => _jobs;

    public GoogleBatchProvider Connect(GoogleBatchOptions? options = null) => new(this, this, options ?? Plans.Options, Clock);

    public void Add(string uid, int tasks = 1, string state = "RUNNING", bool isLoggedToPath = false, string id = "j1") => Put(new JobResource
    {
        Name = NameOf(id),
        Uid = uid,
        CreateTime = Clock.GetUtcNow(),
        UpdateTime = Clock.GetUtcNow(),
        TaskGroups = [new TaskGroup { TaskCount = tasks }],
        Status = new JobStatus { State = state },
        LogsPolicy = new LogsPolicy { Destination = isLoggedToPath ? "PATH" : "CLOUD_LOGGING" },
    });

    public void Put(JobResource job) => _jobs[job.Name!] = job;

    public void Change(string id, Func<JobResource, JobResource> change) => _jobs[NameOf(id)] = change(_jobs[NameOf(id)]);

    public void PutTasks(string id, params (int Index, string State)[] tasks)
    {
        foreach (var (index, state) in tasks)
        {
            var name = $"{NameOf(id)}/taskGroups/group0/tasks/{index}";
            _tasks[name] = new TaskResource { Name = name, Status = new TaskResourceStatus { State = state } };
        }
    }

    public void Log(params LoggedEntry[] lines) => _lines.AddRange(lines);

    public static string NameOf(string id) => $"projects/acme-proj/locations/us-central1/jobs/{id}";

    public static BatchException Error(BatchErrorCode code, BatchEffect effect = BatchEffect.None, bool isTransient = false) =>
        new(code, $"scripted {code}") { Effect = effect, IsTransient = isTransient, Provider = "google" };

    public Task<JobResource> CreateJobAsync(CreateJobRequest request, CancellationToken cancellationToken) => Call($"CreateJob {request.JobId} {request.RequestId}", () =>
    {
        var name = $"{request.Parent}/jobs/{request.JobId}";
        if (_jobs.ContainsKey(name))
        {
            throw Error(BatchErrorCode.AlreadyExists);
        }

        return _jobs[name] = request.Job with { Name = name, Uid = "uid-" + request.JobId, CreateTime = Clock.GetUtcNow(), Status = new JobStatus { State = "QUEUED" } };
    });

    public Task<JobResource> GetJobAsync(string name, CancellationToken cancellationToken) => Call("GetJob " + Last(name), () => Find(_jobs, name));

    public Task<ListJobsResponse> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken) =>
        Call("ListJobs " + request.Filter, () => new ListJobsResponse { Jobs = [.. _jobs.Values] });

    public Task<LongOperation> CancelJobAsync(CancelJobRequest request, CancellationToken cancellationToken) => Call($"CancelJob {Last(request.Name)} {request.RequestId}", () =>
    {
        Find(_jobs, request.Name);
        return Operations.Count > 0 ? Operations.Dequeue() : new LongOperation { Name = "projects/1/locations/us-central1/operations/op1", Done = true };
    });

    public Task<LongOperation> DeleteJobAsync(DeleteJobRequest request, CancellationToken cancellationToken) => Call($"DeleteJob {Last(request.Name)} {request.Reason}", () =>
    {
        _jobs.Remove(request.Name);
        return Operations.Count > 0 ? Operations.Dequeue() : new LongOperation { Name = "projects/1/locations/us-central1/operations/op1", Done = true };
    });

    public Task<TaskResource> GetTaskAsync(string name, CancellationToken cancellationToken) => Call("GetTask " + Last(name), () => Find(_tasks, name));

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken) => Call($"ListTasks {request.PageToken}", () =>
    {
        var first = request.PageToken is null ? 0 : int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture);
        var all = _tasks.Where(pair => pair.Key.StartsWith(request.Parent + "/", StringComparison.Ordinal)).Select(pair => pair.Value)
            .OrderBy(task => int.Parse(Last(task.Name!), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return new ListTasksResponse
        {
            Tasks = all.Skip(first).Take(request.PageSize!.Value).ToList(),
            NextPageToken = first + request.PageSize < all.Count ? (first + request.PageSize.Value).ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    });

    public Task<LongOperation> GetOperationAsync(string name, CancellationToken cancellationToken) => Call("GetOperation " + name, Operations.Dequeue);

    public Task<ListOperationsResponse> ListOperationsAsync(ListOperationsRequest request, CancellationToken cancellationToken) => Call("ListOperations", () => new ListOperationsResponse());

    public Task<EmptyReply> CancelOperationAsync(string name, CancellationToken cancellationToken) => Call("CancelOperation", () => new EmptyReply());

    public Task<EmptyReply> DeleteOperationAsync(string name, CancellationToken cancellationToken) => Call("DeleteOperation", () => new EmptyReply());

    public Task<ListLocationsResponse> ListLocationsAsync(string name, CancellationToken cancellationToken) => Call("ListLocations", () => new ListLocationsResponse());

    public Task<ListLogEntriesResponse> ListLogEntriesAsync(ListLogEntriesRequest request, CancellationToken cancellationToken) => Call("ListLogEntries", () =>
    {
        // The filter is looked at as far as it must be: it lets too much through rather than too little.
        var since = request.Filter!.Split("timestamp>=\"") is [_, var rest] ? DateTimeOffset.Parse(rest.TrimEnd('"'), System.Globalization.CultureInfo.InvariantCulture) : DateTimeOffset.MinValue;
        var lines = _lines.Where(line => line.Timestamp >= since).OrderBy(line => line.Timestamp).ToList();
        if (request.OrderBy == "timestamp desc")
        {
            lines.Reverse();
        }

        return new ListLogEntriesResponse { Entries = lines.Take(request.PageSize!.Value).ToList() };
    });

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static T Find<T>(Dictionary<string, T> all, string name) => all.TryGetValue(name, out var found) ? found : throw Error(BatchErrorCode.NotFound);

    private Task<T> Call<T>(string call, Func<T> answer)
    {
        Calls.Add(call);
        if (Fault(call) is { } fault)
        {
            return Task.FromException<T>(fault);
        }

        try
        {
            var reply = answer();
            return LostReply(call) is { } lost ? Task.FromException<T>(lost) : Task.FromResult(reply);
        }
        catch (BatchException error)
        {
            return Task.FromException<T>(error);
        }
    }
}
