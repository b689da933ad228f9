using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Scheduling;

/// <summary>
/// Keeps to the longest wait of queues: a job that has stood at the head of its queue for that long, with nothing of it running, is stopped.
/// </summary>
internal sealed class QueueWaits
{
    private readonly Dictionary<QueueEntry, Head> _heads = [];
    private readonly EngineCore _core;
    private readonly Action<JobEntry, string> _stop;

    /// <param name="core">The engine.</param>
    /// <param name="stop">Stops what waits of a job, with a reason.</param>
    public QueueWaits(EngineCore core, Action<JobEntry, string> stop)
    {
        _core = core;
        _stop = stop;
    }

    /// <summary>Looks who stands at the heads. To be called after each turn.</summary>
    public void Look()
    {
        foreach (var queue in _core.State.Queues.Values)
        {
            if (queue.Spec.MaxWait is { } longest)
            {
                Look(queue, longest);
            }
            else if (_heads.Remove(queue, out var head))
            {
                head.End?.Cancel();
            }
        }
    }

    private void Look(QueueEntry queue, TimeSpan longest)
    {
        var first = queue.Ready.Min;
        if (_heads.TryGetValue(queue, out var head))
        {
            if (head.Job == first && head.Longest == longest && first?.Live!.Active == 0)
            {
                return;
            }

            head.End?.Cancel();
            _heads.Remove(queue);
        }

        if (first is { Live.Active: 0 })
        {
            _heads.Add(queue, new Head(first, longest, _core.Deadlines.After(longest, () => GiveUp(queue, first, longest))));
        }
    }

    private void GiveUp(QueueEntry queue, JobEntry job, TimeSpan longest)
    {
        _heads.Remove(queue);
        if (queue.Ready.Min == job && job.Live is { Active: 0 })
        {
            _stop(job, $"Waited at the head of queue '{queue.Name}' for longer than its {DurationText.Format(longest)}.");
        }
    }

    private sealed record Head(JobEntry Job, TimeSpan Longest, Deadlines.Deadline? End);
}
