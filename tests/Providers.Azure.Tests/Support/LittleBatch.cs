using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Tests.Wire.Support;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Tests.Support;

/// <summary>As much of the service as a submit meets, in this process: one queue on one pool, and tasks that are added and listed. Nothing runs.</summary>
internal sealed class LittleBatch : HttpMessageHandler
{
    private const string Queue = "main";

    private readonly List<JsonObject> _tasks = [];
    private int _generation = 1;

    /// <summary>What to answer to a request of tasks, before they are added; null to add them.</summary>
    public Func<IReadOnlyList<string>, HttpResponseMessage?>? BeforeAdd { get; set; }

    /// <summary>The result of one task; null to add it.</summary>
    public Func<string, JsonObject?>? Item { get; set; }

    /// <summary>How many tasks each request had.</summary>
    public List<int> Adds { get; } = [];

    public List<string> Requests { get; } = [];

    public IReadOnlyList<string> TaskIds => _tasks.ConvertAll(task => task["id"]!.GetValue<string>());

    public bool IsCompleted { get; set; }

    public AzureBatchProvider Connect() => new(
        new AzureBatchOptions { Endpoint = new Uri("http://127.0.0.1:1"), Account = TestWire.Account, AccountKey = TestWire.Key },
        new ProviderContext { HttpHandler = () => this });

    public static JobSpec Spec(int? size = null) =>
        new() { Name = "job", Queue = Queue, Command = ["run"], Array = size is { } children ? new ArraySpec { Size = children } : null };

    public static async Task<ProviderSubmission> PlanAsync(AzureBatchProvider provider, JobSpec spec, SubmissionId? id = null)
    {
        var request = new PlanRequest { SubmissionId = id ?? SubmissionId.New(DateTimeOffset.UtcNow), Spec = spec, Mode = PlanMode.Connected };
        var plan = await provider.PlanAsync(request, CancellationToken.None);
        Assert.True(plan.IsAccepted, string.Join("; ", plan.Dispositions));
        return new ProviderSubmission
        {
            Plan = plan, Key = new SubmissionKey { Id = request.SubmissionId, JobName = spec.Name!, Queue = Queue, ArraySize = spec.Array?.Size },
        };
    }

    public static HttpResponseMessage Error(int status, string code) => new((HttpStatusCode)status)
    {
        Content = new StringContent($$$"""{"code":"{{{code}}}","message":{"lang":"en-US","value":"{{{code}}} it is"}}""", Encoding.UTF8, "application/json"),
    };

    public static JsonObject Failure(string id, string status, string code) => new()
    {
        ["status"] = status, ["taskId"] = id, ["error"] = new JsonObject { ["code"] = code, ["message"] = new JsonObject { ["value"] = code + " it is" } },
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        Requests.Add($"{request.Method} {path}");
        if (path.EndsWith("/addtaskcollection", StringComparison.Ordinal))
        {
            return Add(path, JsonNode.Parse(body!)!["value"]!.AsArray());
        }

        if (path == "/jobs" && request.Method == HttpMethod.Post)
        {
            _generation++;
            IsCompleted = false;
            return new HttpResponseMessage(HttpStatusCode.Created);
        }

        return path switch
        {
            "/jobs" => Json(new JsonObject { ["value"] = new JsonArray([.. Enumerable.Range(1, _generation).Select(Job)]) }),
            "/pools/pool" => Json(new JsonObject { ["id"] = "pool", ["state"] = "active", ["vmSize"] = "standard_d4s_v5", ["taskSlotsPerNode"] = 16, ["targetDedicatedNodes"] = 1 }),
            _ when path.EndsWith("/taskcounts", StringComparison.Ordinal) => Json(new JsonObject { ["taskCounts"] = new JsonObject { ["active"] = 0 } }),
            _ when path.EndsWith("/tasks", StringComparison.Ordinal) => List(path, request.RequestUri.Query),
            _ when path.Contains("/tasks/", StringComparison.Ordinal) => Error(404, "TaskNotFound"),
            _ => new HttpResponseMessage(HttpStatusCode.OK),
        };
    }

    private static HttpResponseMessage Json(JsonObject body) => new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private JsonObject Job(int number) => new()
    {
        ["id"] = $"{Queue}-g{number}",
        ["state"] = number < _generation || IsCompleted ? "completed" : "active",
        ["poolInfo"] = new JsonObject { ["poolId"] = "pool" },
        ["metadata"] = new JsonArray(new JsonObject { ["name"] = "multibatch:queue", ["value"] = Queue }),
    };

    private HttpResponseMessage Add(string path, JsonArray tasks)
    {
        Adds.Add(tasks.Count);
        var ids = tasks.Select(task => task!["id"]!.GetValue<string>()).ToList();
        if (BeforeAdd?.Invoke(ids) is { } early)
        {
            return early;
        }

        if (IsCompleted)
        {
            return Error(409, "JobCompleted");
        }

        var results = new JsonArray();

        // In an order of its own, as the service does.
        foreach (var task in tasks.Reverse())
        {
            var id = task!["id"]!.GetValue<string>();
            if (Item?.Invoke(id) is { } failure)
            {
                results.Add(failure);
            }
            else if (_tasks.Exists(there => string.Equals(there["id"]!.GetValue<string>(), id, StringComparison.OrdinalIgnoreCase)))
            {
                results.Add(Failure(id, "ClientError", "TaskExists"));
            }
            else
            {
                var added = task.DeepClone().AsObject();
                added["state"] = "active";
                added["creationTime"] = "2026-01-01T00:00:00Z";
                added["in"] = path.Split('/')[2];
                _tasks.Add(added);
                results.Add(new JsonObject { ["status"] = "Success", ["taskId"] = id });
            }
        }

        return Json(new JsonObject { ["value"] = results });
    }

    private HttpResponseMessage List(string path, string query)
    {
        var filter = Uri.UnescapeDataString(query);
        var beginning = filter.Contains("startswith(id,'", StringComparison.Ordinal) ? filter.Split("startswith(id,'")[1].Split('\'')[0] : string.Empty;
        var found = _tasks.Where(task => task["in"]!.GetValue<string>() == path.Split('/')[2] && task["id"]!.GetValue<string>().StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
        return Json(new JsonObject { ["value"] = new JsonArray([.. found.Select(task => task.DeepClone())]) });
    }
}
