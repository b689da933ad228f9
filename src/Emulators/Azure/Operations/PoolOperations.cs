using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Autoscale;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.OData;
using MultiBatch.Emulators.Azure.Rules;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Pools.</summary>
internal sealed class PoolOperations
{
    private static readonly TimeSpan BetweenEnables = TimeSpan.FromSeconds(30);
    private const int MostRemoved = 100;

    private readonly AzureContext _context;
    private readonly EntityText _text;

    public PoolOperations(AzureContext context, EntityText text)
    {
        _context = context;
        _text = text;
    }

    public EmulatorReply Add(AzureRequest request)
    {
        var id = CommonRules.Id(request.Json);
        if (_context.State.Pools.TryGetValue(id, out var existing))
        {
            throw existing.IsDeleting ? BeingDeleted() : new AzureException(409, "PoolExists", "The specified pool already exists.");
        }

        if (_context.State.Pools.Count >= _context.Options.PoolQuota)
        {
            throw new AzureException(409, "PoolQuotaReached", "The account has reached its quota of pools.");
        }

        var pool = PoolRules.Make(_context, id, request.Json);
        if (pool.AutoScale is { } terms && AutoScaleFormula.Run(terms.Formula, pool, _context).Error is { } problem)
        {
            throw new AzureException(400, "AutoScalingFormulaSyntaxError", "The specified autoscale formula has a syntax error.", ("Reason", problem));
        }

        _context.State.Pools.Add(id, pool);
        _context.Pools.Accept(pool);
        _context.Dispatcher.Request();
        var url = EntityText.PoolUrl(request.BaseUrl, id);
        return AzureReplies.Empty(request, 201, pool.Modified, url, url);
    }

    public EmulatorReply List(AzureRequest request) => EntityList.Reply(
        request, "pools",
        after => _context.State.Pools.Values.OrderBy(pool => pool.Ordinal).Where(pool => pool.Ordinal > after).Select(pool => (pool, pool.Ordinal)),
        EntityNames.Pool.Contains,
        (pool, path) => JsonPath.Find(_text.Pool(pool, request.BaseUrl, withStatistics: false), path),
        (pool, withStatistics) => _text.Pool(pool, request.BaseUrl, withStatistics));

    public EmulatorReply Get(AzureRequest request)
    {
        var pool = Find(request);
        var select = SelectClause.Read(request, EntityNames.Pool.Contains);
        return Conditions.Check(request, pool.Modified)
            ? AzureReplies.Json(request, "pools/@Element", select.Apply(_text.Pool(pool, request.BaseUrl, select.WithStatistics)), pool.Modified)
            : AzureReplies.Empty(request, 304, pool.Modified);
    }

    public EmulatorReply Exists(AzureRequest request) => AzureReplies.Empty(request, Conditions.Check(request, Find(request).Modified) ? 200 : 304, Find(request).Modified);

    public EmulatorReply Patch(AzureRequest request) => Change(request, 200, (pool, body) => Merge(pool, body));

    public EmulatorReply UpdateProperties(AzureRequest request) => Change(request, 204, (pool, body) =>
    {
        pool.Spec.Remove("startTask");
        Merge(pool, body);
    });

    public EmulatorReply Resize(AzureRequest request) => Change(request, 202, (pool, body) =>
    {
        MustBeSteady(pool);
        if (pool.AutoScale is not null)
        {
            throw AzureException.NotNow("The pool scales by itself.");
        }

        if (!body.ContainsKey("targetDedicatedNodes") && !body.ContainsKey("targetLowPriorityNodes"))
        {
            throw AzureException.Missing("targetDedicatedNodes");
        }

        PoolRules.Sizes(body, isAutomatic: false);
        pool.Spec["resizeTimeout"] = body.Text("resizeTimeout") ?? "PT15M";
        _context.Pools.Resize(
            pool, (int)(body.Whole("targetDedicatedNodes") ?? pool.TargetDedicated), (int)(body.Whole("targetLowPriorityNodes") ?? pool.TargetSpot), OptionOf(body, "nodeDeallocationOption"));
    });

    public EmulatorReply StopResize(AzureRequest request) => Change(request, 202, (pool, _) =>
    {
        if (pool.Allocation == AllocationPhase.Resizing)
        {
            _context.Pools.StopResize(pool);
        }
    });

    public EmulatorReply EnableAutoScale(AzureRequest request) => Change(request, 200, (pool, body) =>
    {
        if (_context.Quirks.IsOn(AzureQuirks.AutoScaleRarely) && _context.Now - pool.AutoScaleEnabledAt < _context.Clock.Scale(BetweenEnables))
        {
            throw new AzureException(409, "TooManyEnableAutoScaleRequests", "There were too many requests to enable automatic scaling within 30 seconds.");
        }

        var terms = PoolRules.AutoScale(body, pool.AutoScale);
        if (AutoScaleFormula.Run(terms.Formula, pool, _context).Error is { } problem)
        {
            throw new AzureException(400, "AutoScalingFormulaSyntaxError", "The specified autoscale formula has a syntax error.", ("Reason", problem));
        }

        pool.AutoScale?.Next?.Cancel();
        pool.AutoScale = terms;
        pool.AutoScaleEnabledAt = _context.Now;
        _context.Pools.Evaluate(pool);
    });

    public EmulatorReply DisableAutoScale(AzureRequest request) => Change(request, 200, (pool, _) =>
    {
        if (pool.AutoScale is null)
        {
            throw AzureException.NotNow("The pool does not scale by itself.");
        }

        pool.AutoScale.Next?.Cancel();
        pool.AutoScale = null;
    });

    public EmulatorReply EvaluateAutoScale(AzureRequest request)
    {
        var pool = Find(request);
        if (pool.AutoScale is null)
        {
            throw AzureException.NotNow("The pool does not scale by itself.");
        }

        var formula = request.Json.RequiredText("autoScaleFormula");
        return AzureReplies.Json(request, "Microsoft.Azure.Batch.Protocol.Entities.AutoScaleRun", AutoScaleFormula.Run(formula, pool, _context).ToJson());
    }

    public EmulatorReply RemoveNodes(AzureRequest request) => Change(request, 202, (pool, body) =>
    {
        MustBeSteady(pool);
        var ids = body.Texts("nodeList");
        if (ids.Count is 0 or > MostRemoved)
        {
            throw AzureException.InvalidValue("nodeList", ids.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "There are 1 to 100 nodes in a list.");
        }

        var nodes = ids.Select(id => pool.Nodes.Find(node => node.Id == id) ?? throw AzureException.NotFound("Node")).ToList();
        _context.Pools.Remove(pool, nodes, OptionOf(body, "nodeDeallocationOption"));
    });

    public EmulatorReply Delete(AzureRequest request)
    {
        var pool = Find(request);
        Conditions.Check(request, pool.Modified);
        if (pool.IsDeleting)
        {
            throw BeingDeleted();
        }

        _context.Pools.Delete(pool);
        return AzureReplies.Empty(request, 202);
    }

    public EmulatorReply NodeCounts(AzureRequest request) => EntityList.Reply(
        request, "poolnodecounts",
        after => _context.State.Pools.Values.OrderBy(pool => pool.Ordinal).Where(pool => pool.Ordinal > after).Select(pool => (pool, pool.Ordinal)),
        EntityNames.NodeCounts.Contains,
        (pool, path) => path == "poolId" ? pool.Id : null,
        (pool, _) => new JsonObject { ["poolId"] = pool.Id, ["dedicated"] = Counts(pool, isDedicated: true), ["lowPriority"] = Counts(pool, isDedicated: false) });

    public static DeallocationOption OptionOf(JsonObject body, string name) =>
        Enum.TryParse<DeallocationOption>(body.Text(name), ignoreCase: true, out var option) ? option : DeallocationOption.Requeue;

    /// <summary>The pool of a request.</summary>
    /// <exception cref="AzureException">There is none such.</exception>
    public PoolEntry Find(AzureRequest request) => _context.State.Pools.GetValueOrDefault(request.Path[1]) ?? throw AzureException.NotFound("Pool");

    private EmulatorReply Change(AzureRequest request, int status, Action<PoolEntry, JsonObject> change)
    {
        var pool = Find(request);
        Conditions.Check(request, pool.Modified);
        if (pool.IsDeleting)
        {
            throw BeingDeleted();
        }

        change(pool, request.Json);
        pool.Modified = _context.Now;
        return AzureReplies.Empty(request, status, pool.Modified, request.Url);
    }

    private void Merge(PoolEntry pool, JsonObject body)
    {
        var slots = CommonRules.Number(body, "taskSlotsPerNode", 1, 256);
        if (slots is not null && pool.Nodes.Count > 0)
        {
            throw AzureException.NotNow("The slots of a node can be changed only while the pool has no nodes.");
        }

        if (body.Object("virtualMachineConfiguration") is { } machine)
        {
            SupportedImages.Check(machine);
        }

        foreach (var (name, value) in body)
        {
            pool.Spec[name] = value.Copy();
        }

        PoolRules.Hide(pool.Spec);
        PoolRules.Arrange(_context, pool.Spec);
        pool.SlotsPerNode = slots ?? pool.SlotsPerNode;
    }

    private static void MustBeSteady(PoolEntry pool)
    {
        if (pool.Allocation != AllocationPhase.Steady)
        {
            throw new AzureException(409, "PoolBeingResized", "The specified pool is being resized.");
        }
    }

    private static AzureException BeingDeleted() => new(409, "PoolBeingDeleted", "The specified pool has been marked for deletion and is being reclaimed.");

    private static JsonObject Counts(PoolEntry pool, bool isDedicated)
    {
        var nodes = pool.Nodes.Where(node => node.IsDedicated == isDedicated).ToList();
        var counts = new JsonObject();
        foreach (var phase in Enum.GetValues<NodePhase>())
        {
            var word = phase.ToString();
            counts[char.ToLowerInvariant(word[0]) + word[1..]] = nodes.Count(node => node.Phase == phase);
        }

        counts["total"] = nodes.Count;
        return counts;
    }
}
