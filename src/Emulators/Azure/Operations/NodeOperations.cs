using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.OData;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Nodes.</summary>
internal sealed class NodeOperations
{
    private readonly AzureContext _context;
    private readonly PoolOperations _pools;
    private readonly EntityText _text;

    public NodeOperations(AzureContext context, PoolOperations pools, EntityText text)
    {
        _context = context;
        _pools = pools;
        _text = text;
    }

    public EmulatorReply List(AzureRequest request)
    {
        var pool = _pools.Find(request);
        return EntityList.Reply(
            request, "nodes",
            after => pool.Nodes.Where(node => node.Ordinal > after).OrderBy(node => node.Ordinal).Select(node => (node, node.Ordinal)),
            EntityNames.Node.Contains,
            (node, path) => JsonPath.Find(_text.Node(node, request.BaseUrl), path),
            (node, _) => _text.Node(node, request.BaseUrl));
    }

    public EmulatorReply Get(AzureRequest request)
    {
        var select = SelectClause.Read(request, EntityNames.Node.Contains);
        return AzureReplies.Json(request, "nodes/@Element", select.Apply(_text.Node(Find(request), request.BaseUrl)));
    }

    public EmulatorReply Reboot(AzureRequest request) => Restart(request, NodePhase.Rebooting, "nodeRebootOption");

    public EmulatorReply Reimage(AzureRequest request) => Restart(request, NodePhase.Reimaging, "nodeReimageOption");

    public EmulatorReply DisableScheduling(AzureRequest request)
    {
        var node = Find(request);
        if (!node.TakesTasks)
        {
            throw new AzureException(409, "NodeAlreadyInTargetSchedulingState", "The specified node is already in the target scheduling state.");
        }

        _context.Nodes.Schedule(node, takesTasks: false, PoolOperations.OptionOf(request.Json, "nodeDisableSchedulingOption"));
        return AzureReplies.Empty(request, 200, id: request.Url);
    }

    public EmulatorReply EnableScheduling(AzureRequest request)
    {
        var node = Find(request);
        if (node.TakesTasks)
        {
            throw new AzureException(409, "NodeAlreadyInTargetSchedulingState", "The specified node is already in the target scheduling state.");
        }

        _context.Nodes.Schedule(node, takesTasks: true, DeallocationOption.TaskCompletion);
        return AzureReplies.Empty(request, 200, id: request.Url);
    }

    /// <summary>The node of a request.</summary>
    /// <exception cref="AzureException">There is none such.</exception>
    public NodeEntry Find(AzureRequest request) => _pools.Find(request).Nodes.Find(node => node.Id == request.Path[3]) ?? throw AzureException.NotFound("Node");

    private EmulatorReply Restart(AzureRequest request, NodePhase phase, string option)
    {
        var node = Find(request);
        if (node.Phase is not (NodePhase.Idle or NodePhase.Running or NodePhase.Offline or NodePhase.Unusable or NodePhase.StartTaskFailed))
        {
            throw AzureException.NotNow("The node is " + WireText.Word(node.Phase) + ".");
        }

        _context.Nodes.Restart(node, phase, PoolOperations.OptionOf(request.Json, option));
        return AzureReplies.Empty(request, 202, id: request.Url);
    }
}
