using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.OData;
using MultiBatch.Emulators.Azure.Rules;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Tasks.</summary>
internal sealed class TaskOperations
{
    private const int MostAtOnce = 100;
    private const int LargestBody = 1024 * 1024;

    private readonly AzureContext _context;
    private readonly JobOperations _jobs;
    private readonly EntityText _text;

    public TaskOperations(AzureContext context, JobOperations jobs, EntityText text)
    {
        _context = context;
        _jobs = jobs;
        _text = text;
    }

    public EmulatorReply Add(AzureRequest request)
    {
        var job = FindOpen(request);
        if (request.Length > LargestBody)
        {
            throw new AzureException(413, "RequestEntityTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
        }

        var task = Add(job, request.Json);
        var url = EntityText.TaskUrl(request.BaseUrl, task);
        return AzureReplies.Empty(request, 201, task.Modified, url, url);
    }

    public EmulatorReply AddCollection(AzureRequest request)
    {
        var job = FindOpen(request);
        var items = request.Json.Objects("value").ToList();
        if (request.Length > LargestBody)
        {
            throw new AzureException(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.", ("MaxLimit", LargestBody.ToString(CultureInfo.InvariantCulture)));
        }

        if (items.Count is 0 or > MostAtOnce)
        {
            throw AzureException.InvalidValue("value", items.Count.ToString(CultureInfo.InvariantCulture), "There are 1 to 100 tasks in a collection.");
        }

        var results = items.ConvertAll(item => AddOne(request, job, item));
        if (_context.Quirks.IsOn(AzureQuirks.CollectionOrder))
        {
            results.Reverse();
        }

        return AzureReplies.Json(request, "taskaddresult", new JsonObject { ["value"] = new JsonArray([.. results]) });
    }

    public EmulatorReply List(AzureRequest request)
    {
        var job = _jobs.Find(request);
        var moment = request.Stale is { } stale ? _context.Now - stale : (DateTimeOffset?)null;
        return EntityList.Reply(
            request, "tasks",
            after => job.InOrder.Where(task => task.Ordinal > after && FactsOf(task, moment) is not null).Select(task => (task, task.Ordinal)),
            EntityNames.Task.Contains,
            (task, path) => Find(task, FactsOf(task, moment)!, path, request.BaseUrl),
            (task, withStatistics) => Write(task, FactsOf(task, moment)!, request.BaseUrl, withStatistics));
    }

    public EmulatorReply Get(AzureRequest request)
    {
        var task = Find(request);
        var select = SelectClause.Read(request, EntityNames.Task.Contains);
        var facts = FactsOf(task, request.Stale is { } stale ? _context.Now - stale : null) ?? throw AzureException.NotFound("Task");
        return Conditions.Check(request, task.Modified)
            ? AzureReplies.Json(request, "tasks/@Element", select.Apply(Write(task, facts, request.BaseUrl, select.WithStatistics)), task.Modified)
            : AzureReplies.Empty(request, 304, task.Modified);
    }

    public EmulatorReply Update(AzureRequest request)
    {
        var task = FindFor(request);
        if (task.Facts.Phase == TaskPhase.Completed)
        {
            throw Completed();
        }

        TaskRules.Constrain(_context, task, (JsonObject)JsonNode.Parse(task.Spec)!, request.Json.Object("constraints") ?? []);
        task.Modified = _context.Now;
        return AzureReplies.Empty(request, 200, task.Modified, request.Url);
    }

    public EmulatorReply Terminate(AzureRequest request)
    {
        var task = FindFor(request);
        if (task.Facts.Phase == TaskPhase.Completed)
        {
            throw Completed();
        }

        _context.Tasks.Terminate(task);
        return AzureReplies.Empty(request, 204, task.Modified, request.Url);
    }

    public EmulatorReply Reactivate(AzureRequest request)
    {
        var task = FindFor(request);
        if (JobOperations.Ended(task.Job) is { } problem)
        {
            throw problem;
        }

        if (task.Facts.Phase != TaskPhase.Completed || task.Facts.Succeeded)
        {
            throw AzureException.NotNow(task.Facts.Succeeded ? "The task has succeeded." : "The task is not completed.");
        }

        _context.Tasks.Reactivate(task);
        return AzureReplies.Empty(request, 204, task.Modified);
    }

    public EmulatorReply Delete(AzureRequest request)
    {
        _context.Tasks.Delete(FindFor(request));
        return AzureReplies.Empty(request, 200);
    }

    public EmulatorReply Subtasks(AzureRequest request)
    {
        Find(request);
        return AzureReplies.Json(request, "subtaskinfo", new JsonObject { ["value"] = new JsonArray() });
    }

    /// <summary>The task of a request.</summary>
    /// <exception cref="AzureException">There is none such.</exception>
    public TaskEntry Find(AzureRequest request) => _jobs.Find(request).Tasks.GetValueOrDefault(request.Path[3]) ?? throw AzureException.NotFound("Task");

    private static TaskFacts? FactsOf(TaskEntry task, DateTimeOffset? moment) => moment is { } time ? task.FactsAt(time) : task.Facts;

    private static AzureException Completed() => new(409, "TaskCompleted", "The specified task is already in a completed state.");

    private object? Find(TaskEntry task, TaskFacts facts, string path, string baseUrl) => path switch
    {
        "id" => task.Id,
        "state" => WireText.Word(facts.Phase),
        "creationTime" => task.CreatedAt,
        "stateTransitionTime" => facts.Since,
        _ => JsonPath.Find(_text.Task(task, facts, baseUrl), path),
    };

    private JsonObject Write(TaskEntry task, TaskFacts facts, string baseUrl, bool withStatistics)
    {
        var json = _text.Task(task, facts, baseUrl);
        if (withStatistics)
        {
            var statistics = new JsonObject
            {
                ["url"] = EntityText.TaskUrl(baseUrl, task) + "/stats",
                ["startTime"] = WireText.Time(task.CreatedAt),
                ["lastUpdateTime"] = WireText.Time(_context.Now),
                ["userCPUTime"] = "PT0S",
                ["kernelCPUTime"] = "PT0S",
                ["wallClockTime"] = WireText.Duration(facts.EndedAt - facts.StartedAt ?? TimeSpan.Zero),
                ["waitTime"] = WireText.Duration(facts.StartedAt - task.CreatedAt ?? TimeSpan.Zero),
            };
            foreach (var name in new[] { "readIOps", "writeIOps", "readIOGiB", "writeIOGiB" })
            {
                statistics[name] = 0;
            }

            json["stats"] = statistics;
        }

        return json;
    }

    private TaskEntry FindFor(AzureRequest request)
    {
        var task = Find(request);
        Conditions.Check(request, task.Modified);
        return task;
    }

    private JobEntry FindOpen(AzureRequest request)
    {
        var job = _jobs.Find(request);
        return JobOperations.Ended(job) is { } problem ? throw problem : job;
    }

    private TaskEntry Add(JobEntry job, JsonObject body)
    {
        if (job.Tasks.ContainsKey(CommonRules.Id(body)))
        {
            throw new AzureException(409, "TaskExists", "The specified task already exists.");
        }

        var task = TaskRules.Make(_context, job, body);
        _context.Tasks.Accept(task, TaskRules.Predecessors(body));
        return task;
    }

    private JsonNode AddOne(AzureRequest request, JobEntry job, JsonObject item)
    {
        var id = item.RequiredText("id");
        try
        {
            if (_context.Faults.Of(FaultKind.ItemFailure, id) is { } fault)
            {
                throw new AzureException(fault.Status ?? 500, fault.Status == 503 ? "ServerBusy" : "InternalError", fault.Reason ?? "Server encountered an internal error. Please try again after some time.");
            }

            var task = Add(job, item);
            return new JsonObject
            {
                ["status"] = _context.Echo("success", "Success"),
                ["taskId"] = task.Id,
                ["eTag"] = WireText.Tag(task.Modified),
                ["lastModified"] = WireText.Time(task.Modified),
                ["location"] = EntityText.TaskUrl(request.BaseUrl, task),
            };
        }
        catch (AzureException error)
        {
            return new JsonObject
            {
                ["status"] = error.Status >= 500 ? _context.Echo("servererror", "ServerError") : _context.Echo("clienterror", "ClientError"),
                ["taskId"] = id,
                ["error"] = AzureReplies.ErrorBody(error, Guid.NewGuid().ToString()),
            };
        }
    }
}
