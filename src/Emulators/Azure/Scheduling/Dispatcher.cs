using MultiBatch.Emulators.Azure.Model;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Gives tasks to nodes: jobs by priority, then by age, and the tasks of a job in the order they were added. Belongs to the state's lock.</summary>
internal sealed class Dispatcher
{
    private readonly AzureContext _context;
    private bool _isRequested;

    public Dispatcher(AzureContext context) => _context = context;

    /// <summary>Something has changed: looks at the jobs soon, once.</summary>
    public void Request()
    {
        if (!_isRequested)
        {
            _isRequested = true;
            _context.Agenda.After(TimeSpan.Zero, Run);
        }
    }

    private void Run()
    {
        _isRequested = false;
        foreach (var job in _context.State.Jobs.Values
            .Where(job => job.Ready.Count > 0 && job.Phase == JobPhase.Active)
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Ordinal).ToList())
        {
            if (_context.State.Pools.GetValueOrDefault(job.PoolId) is { IsDeleting: false } pool)
            {
                Dispatch(job, pool);
            }
        }
    }

    private void Dispatch(JobEntry job, PoolEntry pool)
    {
        var most = pool.Nodes.Count == 0 ? 0 : pool.Nodes.Max(node => node.FreeSlots);
        if (most <= 0)
        {
            return;
        }

        foreach (var task in job.Ready.ToList())
        {
            if (_context.State.BusyProcesses >= _context.Options.MaxProcesses || (job.MaxParallel >= 0 && job.Running >= job.MaxParallel))
            {
                return;
            }

            if (task.Slots <= most && Choose(pool, task) is { } node)
            {
                _context.Runs.Start(task, node);
                most = pool.Nodes.Max(candidate => candidate.FreeSlots);
                if (most <= 0)
                {
                    return;
                }
            }
        }
    }

    private static NodeEntry? Choose(PoolEntry pool, TaskEntry task)
    {
        NodeEntry? best = null;
        foreach (var node in pool.Nodes)
        {
            if (node.FreeSlots >= task.Slots && (best is null || (pool.Packs ? node.FreeSlots < best.FreeSlots : node.FreeSlots > best.FreeSlots)))
            {
                best = node;
            }
        }

        return best;
    }
}
