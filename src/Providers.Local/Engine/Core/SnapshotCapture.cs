using System.Collections;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Engine.State.History;

namespace MultiBatch.Providers.Local.Engine.Core;

/// <summary>
/// The state as it was at one moment, to be written by another thread while the engine goes on. Live jobs are copied at that moment; ended
/// ones, which may be a million, are shared, packed or not, since they hardly ever change: what does change one (a restart, a new dependent) has
/// it copied first.
/// </summary>
internal sealed class SnapshotCapture : IEnumerable<SnapshotItem>
{
    // Guards the copies and, against a restart, the moment in which a shared job is read.
    private readonly object _gate = new();
    private readonly List<SnapshotItem> _resources;
    private readonly (HistoryBlock Block, ulong Gone)[] _packed;
    private readonly JobEntry[] _jobs;
    private readonly Dictionary<long, JobImage> _copies = [];

    public SnapshotCapture(EngineState state)
    {
        _resources = state.ResourceItems().ToList();
        _packed = [.. state.Jobs.Blocks.Select(block => (block, block.Gone))];
        _jobs = [.. state.Jobs.Entries];
        foreach (var job in state.LiveJobs)
        {
            _copies.Add(job.Number, JobImages.Take(job));
        }
    }

    /// <summary>Copies an ended job that is about to change.</summary>
    public void Keep(JobEntry job)
    {
        lock (_gate)
        {
            if (!_copies.ContainsKey(job.Number))
            {
                _copies.Add(job.Number, JobImages.Take(job));
            }
        }
    }

    public IEnumerator<SnapshotItem> GetEnumerator()
    {
        foreach (var resource in _resources)
        {
            yield return resource;
        }

        foreach (var (block, gone) in _packed)
        {
            yield return new SnapshotItem { Past = block.ToImage(gone) };
        }

        for (var place = 0; place < _jobs.Length; place++)
        {
            yield return new SnapshotItem { Job = ImageOf(_jobs[place]) };
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private JobImage ImageOf(JobEntry job)
    {
        lock (_gate)
        {
            if (_copies.TryGetValue(job.Number, out var copy))
            {
                _copies.Remove(job.Number);
                return copy;
            }

            return JobImages.Take(job);
        }
    }
}
