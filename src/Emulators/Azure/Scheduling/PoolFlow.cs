using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Autoscale;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Faults;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Leads pools from one size to another and to their end. Belongs to the state's lock.</summary>
internal sealed class PoolFlow
{
    private static readonly bool[] Kinds = [true, false];

    private readonly AzureContext _context;

    public PoolFlow(AzureContext context) => _context = context;

    /// <summary>Takes a pool that has been added.</summary>
    public void Accept(PoolEntry pool)
    {
        var now = _context.Now;
        pool.Since = now;
        if (pool.AutoScale is null)
        {
            Resize(pool, pool.TargetDedicated, pool.TargetSpot, DeallocationOption.Requeue);
        }
        else
        {
            Evaluate(pool);
        }
    }

    /// <summary>Begins to change the size.</summary>
    public void Resize(PoolEntry pool, int dedicated, int spot, DeallocationOption option)
    {
        pool.TargetDedicated = dedicated;
        pool.TargetSpot = spot;
        pool.ResizeErrors = null;
        Become(pool, AllocationPhase.Resizing);
        pool.Next?.Cancel();
        pool.Next = _context.After(_context.Delays.Allocation, () => Allocate(pool, option));
    }

    /// <summary>Takes certain nodes out.</summary>
    public void Remove(PoolEntry pool, IReadOnlyList<NodeEntry> nodes, DeallocationOption option)
    {
        pool.TargetDedicated -= nodes.Count(node => node.IsDedicated);
        pool.TargetSpot -= nodes.Count(node => !node.IsDedicated);
        pool.ResizeErrors = null;
        Become(pool, AllocationPhase.Resizing);
        foreach (var node in nodes)
        {
            _context.Nodes.Leave(node, option);
        }
    }

    /// <summary>Gives a change of the size up.</summary>
    public void StopResize(PoolEntry pool)
    {
        pool.Next?.Cancel();
        Become(pool, AllocationPhase.Stopping);
        pool.Next = _context.After(_context.Delays.NodeLeaving, () =>
        {
            foreach (var isDedicated in Kinds)
            {
                if (pool.Staying(isDedicated).Count() != pool.Target(isDedicated))
                {
                    AddError(pool, "ResizeStopped", $"Desired number of {Kind(isDedicated)} nodes could not be allocated due to a StopPoolResize operation");
                }
            }

            Become(pool, AllocationPhase.Steady);
        });
    }

    /// <summary>A node has gone: the change of the size may be done.</summary>
    public void NodeGone(PoolEntry pool)
    {
        if (pool.IsDeleting)
        {
            FinishDeleting(pool);
        }
        else
        {
            Settle(pool);
        }
    }

    public void Delete(PoolEntry pool)
    {
        pool.IsDeleting = true;
        pool.Since = _context.Now;
        pool.Next?.Cancel();
        pool.AutoScale?.Next?.Cancel();
        pool.TargetDedicated = pool.TargetSpot = 0;
        Become(pool, AllocationPhase.Resizing);
        foreach (var node in pool.Nodes.ToList())
        {
            _context.Nodes.Leave(node, DeallocationOption.Requeue);
        }

        FinishDeleting(pool);
    }

    /// <summary>Evaluates the formula of a pool now, does what it says, and does so again after its interval.</summary>
    public void Evaluate(PoolEntry pool)
    {
        if (pool.AutoScale is not { } terms || pool.IsDeleting)
        {
            return;
        }

        terms.Next?.Cancel();
        terms.Next = _context.After(terms.Interval, () => Evaluate(pool));
        if (pool.Allocation != AllocationPhase.Steady && pool.Nodes.Count > 0)
        {
            return;
        }

        var result = AutoScaleFormula.Run(terms.Formula, pool, _context);
        terms.Run = result.ToJson();
        if (result.Error is null && (result.Dedicated != pool.TargetDedicated || result.Spot != pool.TargetSpot || pool.AllocationSince == default))
        {
            Resize(pool, result.Dedicated, result.Spot, result.Option);
        }
        else if (pool.AllocationSince == default)
        {
            Become(pool, AllocationPhase.Steady);
        }
    }

    private void Allocate(PoolEntry pool, DeallocationOption option)
    {
        foreach (var isDedicated in Kinds)
        {
            var staying = pool.Staying(isDedicated).ToList();
            var missing = pool.Target(isDedicated) - staying.Count;
            if (missing > 0)
            {
                Add(pool, isDedicated, missing);
            }

            // Nodes without work leave first.
            foreach (var node in staying.OrderBy(node => node.Tasks.Count).ThenByDescending(node => node.Ordinal).Take(Math.Max(0, -missing)))
            {
                _context.Nodes.Leave(node, option);
            }
        }

        Settle(pool);
    }

    private void Add(PoolEntry pool, bool isDedicated, int count)
    {
        if (_context.Faults.Of(FaultKind.InsufficientCapacity, pool.Id) is { } fault)
        {
            AddError(pool, "AllocationFailed", fault.Reason ?? $"Desired number of {Kind(isDedicated)} nodes could not be allocated");
            return;
        }

        if (isDedicated && _context.Options.DedicatedNodeQuota is { } quota)
        {
            var free = quota - _context.State.Pools.Values.Sum(other => other.Nodes.Count(node => node.IsDedicated));
            if (free < count)
            {
                AddError(pool, "AccountCoreQuotaReached", "The specified account has reached core quota");
                count = Math.Max(0, free);
            }
        }

        for (; count > 0; count--)
        {
            _context.Nodes.Create(pool, isDedicated);
        }
    }

    private void Settle(PoolEntry pool)
    {
        if (pool.Allocation == AllocationPhase.Resizing && !pool.IsDeleting && pool.Next?.IsCancelled != false && pool.Nodes.TrueForAll(node => node.Phase != NodePhase.LeavingPool))
        {
            Become(pool, AllocationPhase.Steady);
        }
    }

    private void FinishDeleting(PoolEntry pool)
    {
        if (pool.Nodes.Count > 0)
        {
            return;
        }

        _context.After(_context.Quirks.IsOn(AzureQuirks.DeletingTakesTime) ? _context.Delays.Deleting : TimeSpan.Zero, () =>
        {
            if (_context.State.Pools.GetValueOrDefault(pool.Id) == pool)
            {
                _context.State.Pools.Remove(pool.Id);
            }
        });
    }

    private void Become(PoolEntry pool, AllocationPhase phase)
    {
        pool.Allocation = phase;
        pool.AllocationSince = _context.Now;
    }

    private static string Kind(bool isDedicated) => isDedicated ? "dedicated" : "low priority";

    private static void AddError(PoolEntry pool, string code, string message) =>
        (pool.ResizeErrors ??= []).Add((JsonNode)new JsonObject { ["code"] = code, ["message"] = message });
}
