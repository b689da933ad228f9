using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Scheduling;

namespace MultiBatch.Emulators.Azure.Autoscale;

/// <summary>What formulas can look at.</summary>
internal static class AutoScaleVariables
{
    public static Dictionary<string, object> Of(PoolEntry pool, AzureContext context)
    {
        var jobs = context.State.Jobs.Values.Where(job => context.State.Ids.Equals(job.PoolId, pool.Id)).ToList();
        double active = jobs.Where(job => !job.IsEnding).Sum(job => job.Ready.Count);
        double running = jobs.Sum(job => job.Running);
        var variables = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["$ActiveTasks"] = active,
            ["$RunningTasks"] = running,
            ["$PendingTasks"] = active + running,
            ["$SucceededTasks"] = (double)jobs.Sum(job => job.InOrder.Count(task => task.Facts.Succeeded)),
            ["$FailedTasks"] = (double)jobs.Sum(job => job.InOrder.Count(task => task.Facts.Phase == TaskPhase.Completed && !task.Facts.Succeeded)),
            ["$TaskSlotsPerNode"] = (double)pool.SlotsPerNode,
            ["$CurrentDedicatedNodes"] = (double)pool.Staying(isDedicated: true).Count(),
            ["$CurrentLowPriorityNodes"] = (double)pool.Staying(isDedicated: false).Count(),
            ["$TargetDedicatedNodes"] = (double)pool.TargetDedicated,
            ["$TargetLowPriorityNodes"] = (double)pool.TargetSpot,
            ["$UsableNodeCount"] = (double)pool.Nodes.Count(node => node.Phase is NodePhase.Idle or NodePhase.Running),
            ["$PreemptedNodeCount"] = (double)pool.Nodes.Count(node => node.Phase == NodePhase.Preempted),
        };
        foreach (var (name, seconds) in new[] { ("Zero", 0.0), ("100ns", 1e-7), ("Microsecond", 1e-6), ("Millisecond", 1e-3), ("Second", 1), ("Minute", 60), ("Hour", 3600), ("Day", 86400), ("Week", 604800), ("Year", 31536000) })
        {
            variables["TimeInterval_" + name] = seconds;
        }

        return variables;
    }
}
