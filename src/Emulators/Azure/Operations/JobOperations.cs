using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.OData;
using MultiBatch.Emulators.Azure.Rules;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Jobs.</summary>
internal sealed class JobOperations
{
    private readonly AzureContext _context;
    private readonly EntityText _text;

    public JobOperations(AzureContext context, EntityText text)
    {
        _context = context;
        _text = text;
    }

    public EmulatorReply Add(AzureRequest request)
    {
        var body = request.Json;
        var id = CommonRules.Id(body);
        if (_context.State.Jobs.TryGetValue(id, out var existing))
        {
            throw existing.Phase == JobPhase.Deleting ? BeingDeleted() : new AzureException(409, "JobExists", "The specified job already exists.");
        }

        if (_context.Quirks.IsOn(AzureQuirks.JobQuota) && _context.State.Jobs.Values.Count(job => job.Phase != JobPhase.Completed) >= _context.Options.ActiveJobQuota)
        {
            throw new AzureException(409, "ActiveJobAndScheduleQuotaReached", "The account has reached its quota of active jobs and job schedules.");
        }

        var (poolId, ownPool) = PoolOf(body);
        var job = JobRules.Make(_context, id, poolId, body);
        var manager = body.Object("jobManagerTask") is { } terms ? TaskRules.Make(_context, job, terms.CopyWithout("killJobOnCompletion", "runExclusive", "allowLowPriorityNode"), isManager: true) : null;
        job.OwnPool = ownPool;
        if (ownPool is not null)
        {
            _context.State.Pools.Add(ownPool.Id, ownPool);
            _context.Pools.Accept(ownPool);
        }

        _context.State.Jobs.Add(id, job);
        _context.Jobs.Accept(job);
        if (manager is not null)
        {
            _context.Tasks.Accept(manager, []);
        }

        var url = EntityText.JobUrl(request.BaseUrl, _context.Quirks.IsOn(AzureQuirks.JobLocation) ? "job-1" : id);
        return AzureReplies.Empty(request, 201, job.Modified, url, url);
    }

    public EmulatorReply List(AzureRequest request) => EntityList.Reply(
        request, "jobs",
        after => _context.State.Jobs.Values.OrderBy(job => job.Ordinal).Where(job => job.Ordinal > after).Select(job => (job, job.Ordinal)),
        EntityNames.Job.Contains,
        (job, path) => path switch { "id" => job.Id, "state" => WireText.Word(job.Phase), _ => JsonPath.Find(_text.Job(job, request.BaseUrl, withStatistics: false), path) },
        (job, withStatistics) => _text.Job(job, request.BaseUrl, withStatistics));

    public EmulatorReply Get(AzureRequest request)
    {
        var job = Find(request);
        var select = SelectClause.Read(request, EntityNames.Job.Contains);
        return Conditions.Check(request, job.Modified)
            ? AzureReplies.Json(request, "jobs/@Element", select.Apply(_text.Job(job, request.BaseUrl, select.WithStatistics)), job.Modified)
            : AzureReplies.Empty(request, 304, job.Modified);
    }

    public EmulatorReply Patch(AzureRequest request) => Set(request, replaces: false);

    public EmulatorReply Update(AzureRequest request) => Set(request, replaces: true);

    public EmulatorReply Disable(AzureRequest request)
    {
        var job = FindFor(request);
        if (job.Phase is JobPhase.Disabled or JobPhase.Disabling)
        {
            throw new AzureException(409, "JobDisabled", "The specified job is disabled.");
        }

        var option = request.Json.RequiredText("disableTasks").ToLowerInvariant() switch
        {
            "requeue" => DeallocationOption.Requeue,
            "terminate" => DeallocationOption.Terminate,
            _ => DeallocationOption.TaskCompletion,
        };
        _context.Jobs.Disable(job, option);
        return AzureReplies.Empty(request, 202, job.Modified, request.Url);
    }

    public EmulatorReply Enable(AzureRequest request)
    {
        var job = FindFor(request);
        if (job.Phase is JobPhase.Disabled or JobPhase.Disabling)
        {
            _context.Jobs.Enable(job);
        }

        return AzureReplies.Empty(request, 202, job.Modified, request.Url);
    }

    public EmulatorReply Terminate(AzureRequest request)
    {
        var job = FindFor(request);
        _context.Jobs.Terminate(job, request.Json.Text("terminateReason") ?? JobFlow.ByUser);
        return AzureReplies.Empty(request, 202, job.Modified, request.Url);
    }

    public EmulatorReply Delete(AzureRequest request)
    {
        var job = Find(request);
        Conditions.Check(request, job.Modified);
        if (job.Phase == JobPhase.Deleting)
        {
            throw BeingDeleted();
        }

        _context.Jobs.Delete(job);
        return AzureReplies.Empty(request, 202);
    }

    public EmulatorReply TaskCounts(AzureRequest request)
    {
        var job = Find(request);
        var moment = _context.Now - (request.Stale ?? (_context.Quirks.IsOn(AzureQuirks.CountsLag) ? _context.Clock.Scale(_context.Delays.CountLag) : TimeSpan.Zero));
        var seen = job.InOrder.Select(task => (task.Slots, Facts: task.FactsAt(moment))).Where(item => item.Facts is not null).ToList();
        return AzureReplies.Json(request, "taskcounts/@Element", new JsonObject
        {
            ["taskCounts"] = Counts(phase => seen.Count(item => phase(item.Facts!))),
            ["taskSlotCounts"] = Counts(phase => seen.Where(item => phase(item.Facts!)).Sum(item => item.Slots)),
        });
    }

    public EmulatorReply PreparationStatus(AzureRequest request)
    {
        var job = Find(request);
        if (!job.Spec.ContainsKey("jobPreparationTask") && !job.Spec.ContainsKey("jobReleaseTask"))
        {
            throw new AzureException(409, "JobPreparationTaskOrReleaseTaskNotSpecified", "The specified job does not have either job preparation task or job release task.");
        }

        var nodes = _context.State.Pools.GetValueOrDefault(job.PoolId)?.Nodes.Where(node => node.Jobs.ContainsKey(job)).OrderBy(node => node.Ordinal).ToList() ?? [];
        return EntityList.Reply(
            request, "jobpreparationandreleasetaskstatuslist",
            after => nodes.Where(node => node.Ordinal > after).Select(node => (node, node.Ordinal)),
            EntityNames.Preparation.Contains,
            (node, path) => path switch { "nodeId" => node.Id, "poolId" => node.Pool.Id, _ => null },
            (node, _) =>
            {
                var json = new JsonObject { ["poolId"] = node.Pool.Id, ["nodeId"] = node.Id, ["nodeUrl"] = EntityText.NodeUrl(request.BaseUrl, node) };
                json.Put("jobPreparationTaskExecutionInfo", node.Jobs[job].Preparation is { } before ? _text.Side(before, node, request.BaseUrl) : null);
                json.Put("jobReleaseTaskExecutionInfo", node.Jobs[job].Release is { } after ? _text.Side(after, node, request.BaseUrl) : null);
                return json;
            });
    }

    /// <summary>The job of a request.</summary>
    /// <exception cref="AzureException">There is none such.</exception>
    public JobEntry Find(AzureRequest request) => _context.State.Jobs.GetValueOrDefault(request.Path[1]) ?? throw AzureException.NotFound("Job");

    /// <summary>Why nothing can be done to a job any more; null when something can.</summary>
    public static AzureException? Ended(JobEntry job) => job.Phase switch
    {
        JobPhase.Completed => new AzureException(409, "JobCompleted", "The specified job is already in a completed state."),
        JobPhase.Terminating => new AzureException(409, "JobBeingTerminated", "The specified job is being terminated."),
        JobPhase.Deleting => BeingDeleted(),
        _ => null,
    };

    private static AzureException BeingDeleted() => new(409, "JobBeingDeleted", "The specified job has been marked for deletion and is being garbage collected.");

    private static JsonObject Counts(Func<Func<TaskFacts, bool>, int> count) => new()
    {
        ["active"] = count(facts => facts.Phase == TaskPhase.Active),
        ["running"] = count(facts => facts.Phase is TaskPhase.Preparing or TaskPhase.Running),
        ["completed"] = count(facts => facts.Phase == TaskPhase.Completed),
        ["succeeded"] = count(facts => facts.Succeeded),
        ["failed"] = count(facts => facts.Phase == TaskPhase.Completed && !facts.Succeeded),
    };

    private JobEntry FindFor(AzureRequest request)
    {
        var job = Find(request);
        Conditions.Check(request, job.Modified);
        return Ended(job) is { } problem ? throw problem : job;
    }

    private EmulatorReply Set(AzureRequest request, bool replaces)
    {
        var job = FindFor(request);
        if (request.Json.Object("poolInfo")?.Text("poolId") is { } pool && !_context.State.Ids.Equals(pool, job.PoolId))
        {
            if (job.Phase != JobPhase.Disabled)
            {
                throw AzureException.NotNow("The pool of a job can be changed only while the job is disabled.");
            }

            job.PoolId = pool;
            job.Spec["poolInfo"] = new JsonObject { ["poolId"] = pool };
        }

        JobRules.Set(_context, job, request.Json, replaces);
        job.Modified = _context.Now;
        _context.Jobs.LimitTime(job);
        _context.Jobs.EndIfDone(job);
        _context.Dispatcher.Request();
        return AzureReplies.Empty(request, 200, job.Modified, request.Url);
    }

    private (string Id, PoolEntry? Own) PoolOf(JsonObject body)
    {
        var terms = body.Object("poolInfo")!;
        if (terms.Text("poolId") is { } id)
        {
            return _context.State.Pools.ContainsKey(id) || _context.Quirks.IsOn(AzureQuirks.JobWithoutPool) ? (id, null) : throw AzureException.NotFound("Pool");
        }

        var own = terms.Object("autoPoolSpecification")?.Object("pool") ?? throw AzureException.Missing("poolId");
        var name = $"{terms.Object("autoPoolSpecification")!.Text("autoPoolIdPrefix")}_{Guid.NewGuid().ToString("D").ToUpperInvariant()}";
        return (name, PoolRules.Make(_context, name, own));
    }
}
