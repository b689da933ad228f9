using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Leads nodes from their creation to their end. Belongs to the state's lock.</summary>
internal sealed class NodeFlow
{
    private readonly AzureContext _context;
    private readonly SideTaskRunner _sides;

    public NodeFlow(AzureContext context, SideTaskRunner sides)
    {
        _context = context;
        _sides = sides;
    }

    /// <summary>Adds a node to a pool.</summary>
    public void Create(PoolEntry pool, bool isDedicated)
    {
        var id = $"tvmps_{RandomNumberGenerator.GetHexString(64, lowercase: true)}_{(isDedicated ? 'd' : 'p')}";
        var node = new NodeEntry
        {
            Id = id,
            Pool = pool,
            Ordinal = _context.State.TakeOrdinal(),
            IsDedicated = isDedicated,
            AllocatedAt = _context.Now,
            Folder = Path.Combine(_context.NodesFolder, _context.State.NextOrdinal.ToString(CultureInfo.InvariantCulture)),
        };
        pool.Nodes.Add(node);
        node.Become(NodePhase.Creating, _context.Now);
        node.Next = _context.After(_context.Delays.NodeCreating, () => Boot(node, NodePhase.Starting));
    }

    /// <summary>Takes a node out of its pool.</summary>
    public void Leave(NodeEntry node, DeallocationOption option)
    {
        if (node.Phase == NodePhase.LeavingPool)
        {
            return;
        }

        node.Next?.Cancel();
        node.Become(NodePhase.LeavingPool, _context.Now);
        Clear(node, option);
        LeaveIfQuiet(node);
    }

    /// <summary>Starts a node anew.</summary>
    public void Restart(NodeEntry node, NodePhase phase, DeallocationOption option)
    {
        Clear(node, option);
        node.Next?.Cancel();
        node.Next = null;
        node.StartTask = null;
        node.Jobs.Clear();
        if (phase == NodePhase.Reimaging)
        {
            Directory.Delete(node.Folder, recursive: true);
        }

        Boot(node, phase);
    }

    /// <summary>Takes a node away, with its files; another one comes later.</summary>
    /// <param name="node">The node.</param>
    /// <param name="phase">How it is shown meanwhile: pre-empted, or unusable.</param>
    public void Lose(NodeEntry node, NodePhase phase)
    {
        if (node.Phase is NodePhase.LeavingPool or NodePhase.Preempted or NodePhase.Unusable)
        {
            return;
        }

        node.Next?.Cancel();
        node.Become(phase, _context.Now);
        foreach (var task in node.Tasks.ToList())
        {
            _context.Runs.Stop(task, RunStop.Preempted);
        }

        StopStartTask(node);
        node.Next = _context.After(_context.Delays.Restoring, () =>
        {
            if (node.Phase == phase)
            {
                var pool = node.Pool;
                node.Become(NodePhase.LeavingPool, _context.Now);
                LeaveIfQuiet(node);
                if (pool.Staying(node.IsDedicated).Count() < pool.Target(node.IsDedicated) && !pool.IsDeleting)
                {
                    Create(pool, node.IsDedicated);
                }
            }
        });
    }

    /// <summary>No more tasks for a node, or tasks again.</summary>
    public void Schedule(NodeEntry node, bool takesTasks, DeallocationOption option)
    {
        node.TakesTasks = takesTasks;
        if (takesTasks)
        {
            ShowWork(node);
            _context.Dispatcher.Request();
        }
        else
        {
            Clear(node, option);
            ShowWork(node);
        }
    }

    /// <summary>Something has begun or ended on a node.</summary>
    public void ShowWork(NodeEntry node)
    {
        if (node.Phase is NodePhase.Idle or NodePhase.Running or NodePhase.Offline)
        {
            node.Become(node.Tasks.Count > 0 ? NodePhase.Running : node.TakesTasks ? NodePhase.Idle : NodePhase.Offline, _context.Now);
        }

        LeaveIfQuiet(node);
    }

    private void Boot(NodeEntry node, NodePhase phase)
    {
        node.Become(phase, _context.Now);
        node.Next = _context.After(_context.Delays.NodeStarting, () =>
        {
            NodeFolders.Make(node);
            node.BootedAt = _context.Now;
            if (_context.Faults.Of(FaultKind.InvalidEnvironment, node.Pool.Id) is { } fault)
            {
                node.Error = new JsonObject { ["code"] = "NodeNotReady", ["message"] = fault.Reason ?? "The node has not become ready" };
                node.Become(NodePhase.Unusable, _context.Now);
            }
            else if (node.Pool.StartTask is { } terms)
            {
                RunStartTask(node, terms);
            }
            else
            {
                MakeReady(node);
            }
        });
    }

    private void RunStartTask(NodeEntry node, JsonObject terms)
    {
        var isWaitedFor = terms.Flag("waitForSuccess") != false;
        var folder = Path.Combine(node.Folder, NodeFolders.Startup);
        if (isWaitedFor)
        {
            node.Become(NodePhase.WaitingForStartTask, _context.Now);
        }
        else
        {
            MakeReady(node);
        }

        node.StartTask = _sides.Run(terms, folder, TaskVariables.Of(_context, node, folder, terms.List("environmentSettings")), (int)(terms.Whole("maxTaskRetryCount") ?? 0), side =>
        {
            if (node.Phase != NodePhase.WaitingForStartTask)
            {
                LeaveIfQuiet(node);
            }
            else if (side.Succeeded)
            {
                MakeReady(node);
            }
            else
            {
                node.Error = new JsonObject { ["code"] = "StartTaskFailed", ["message"] = "The start task has failed on the node" };
                node.Become(NodePhase.StartTaskFailed, _context.Now);
            }
        });
    }

    private void MakeReady(NodeEntry node)
    {
        node.Become(NodePhase.Idle, _context.Now);
        ShowWork(node);
        _context.Dispatcher.Request();
    }

    private void Clear(NodeEntry node, DeallocationOption option)
    {
        node.Leaving = option;
        if (option is DeallocationOption.Requeue or DeallocationOption.Terminate)
        {
            foreach (var task in node.Tasks.ToList())
            {
                _context.Runs.Stop(task, option == DeallocationOption.Requeue ? RunStop.Requeued : RunStop.Terminated);
            }
        }

        StopStartTask(node);
    }

    private void StopStartTask(NodeEntry node)
    {
        if (node.StartTask is { IsCompleted: false, Run: { } run })
        {
            _sides.Stop(run);
        }
    }

    private void LeaveIfQuiet(NodeEntry node)
    {
        if (node.Phase != NodePhase.LeavingPool || node.Tasks.Count > 0 || node.StartTask is { IsCompleted: false } || node.IsGone)
        {
            return;
        }

        node.IsGone = true;
        _context.After(_context.Delays.NodeLeaving, () =>
        {
            node.Pool.Nodes.Remove(node);
            if (_context.Quirks.IsOn(AzureQuirks.FilesGoneWithNode))
            {
                _ = PrivateFolder.DeleteAsync(node.Folder);
            }

            _context.Pools.NodeGone(node.Pool);
        });
    }
}
