using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Engine.State;

/// <content>What a snapshot holds, and how the state comes back from it and the journal.</content>
internal sealed partial class EngineState : IJournalReplay<StateChange, SnapshotItem>
{
    // Jobs name others that come before or after them; those that have not ended are tied together once all are there.
    private List<JobImage>? _restored;

    public void Restore(SnapshotItem item)
    {
        switch (item)
        {
            case { Environment: { } environment }:
                PutEnvironment(environment);
                break;
            case { Queue: { } queue }:
                PutQueue(queue);
                break;
            case { Definition: { } definition }:
                Definitions.Put(definition);
                break;
            case { Job: { } image }:
                Restore(image);
                break;
            case { Past: { } image }:
                BeginRestoreJobs();
                foreach (var row in Jobs.Add(image))
                {
                    // By the state of the job: of those that have ended, only the sum is asked for.
                    _taskCounts[(int)row.State] += row.Tasks;
                }

                break;
            default:
                throw new InvalidDataException("The snapshot holds an item that this version does not know.");
        }
    }

    void IJournalReplay<StateChange, SnapshotItem>.Apply(StateChange record)
    {
        CompleteRestore();
        Apply(record);
        Jobs.Pack();
    }

    /// <summary>To be called once the journal is open.</summary>
    public void CompleteRestore()
    {
        if (_restored is not { } images)
        {
            return;
        }

        _restored = null;
        Jobs.EndRestore();
        foreach (var image in images)
        {
            var job = Jobs.Get(image.Job);
            var spec = BatchJson.ReadJobSpec(job.Spec);
            Enliven(job, spec, ResolveEdges(spec));
            foreach (var running in image.Running ?? [])
            {
                job.Live!.Running.Add(running.Task, JobImages.Restore(running));
            }
        }
    }

    private List<JobImage> BeginRestoreJobs()
    {
        if (_restored is null)
        {
            _restored = [];
            Jobs.BeginRestore();
        }

        return _restored;
    }

    private void Restore(JobImage image)
    {
        var open = BeginRestoreJobs();
        var job = JobImages.Restore(image with { Queue = Jobs.Shared(image.Queue) });
        Jobs.Add(job);
        foreach (var task in job.Tasks)
        {
            _taskCounts[(int)task.State]++;
        }

        if (job.HasEnded)
        {
            Jobs.NoteEnded(job);
        }
        else
        {
            open.Add(image);
        }
    }

    /// <summary>The state but for the jobs.</summary>
    public IEnumerable<SnapshotItem> ResourceItems() =>
        Environments.Values.Select(environment => new SnapshotItem { Environment = environment.Spec })
            .Concat(Queues.Values.Select(queue => new SnapshotItem { Queue = queue.Spec }))
            .Concat(Definitions.All.Select(definition => new SnapshotItem { Definition = definition }));
}
