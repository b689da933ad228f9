using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>
/// Everything the engine knows that must survive it. Changed by <see cref="Apply"/> alone, in the same way by a running engine and by one
/// that repeats the journal. Not thread-safe: it belongs to the engine's loop.
/// </summary>
internal sealed partial class EngineState
{
    private const int States = (int)JobState.Cancelled + 1;

    private readonly MachineFacts _machine;
    private readonly long[] _taskCounts = new long[States];

    public EngineState(MachineFacts machine)
    {
        _machine = machine;
        PutEnvironment(new ComputeEnvironmentSpec { Name = EnvironmentEntry.DefaultName });
        PutQueue(new JobQueueSpec { Name = QueueEntry.DefaultName, Environments = [EnvironmentEntry.DefaultName] });
    }

    public JobTable Jobs { get; } = new();

    public DefinitionTable Definitions { get; } = new();

    /// <summary>By name.</summary>
    public SortedDictionary<string, EnvironmentEntry> Environments { get; } = new(StringComparer.Ordinal);

    /// <summary>By name.</summary>
    public SortedDictionary<string, QueueEntry> Queues { get; } = new(StringComparer.Ordinal);

    /// <summary>Queues that have jobs with tasks to start.</summary>
    public HashSet<QueueEntry> ReadyQueues { get; } = [];

    /// <summary>Jobs that have not ended, in no order.</summary>
    public HashSet<JobEntry> LiveJobs { get; } = [];

    /// <summary>Tasks that are planned and have not begun.</summary>
    public int PlannedTasks { get; private set; }

    /// <summary>Called before a job that has ended is changed all the same. Snapshots share ended jobs with the state.</summary>
    public Action<JobEntry>? BeforeEndedChanges { get; set; }

    /// <summary>How many tasks of all jobs are in a state.</summary>
    public long TasksIn(JobState state) => _taskCounts[(int)state];

    /// <summary>Makes a change.</summary>
    /// <exception cref="InvalidDataException">The change does not fit the state: the journal contradicts itself.</exception>
    public void Apply(StateChange change)
    {
        switch (change)
        {
            case { Added: { } added }:
                Add(added);
                break;
            case { Released: { } released }:
                Release(released);
                break;
            case { Planned: { } planned }:
                Plan(planned);
                break;
            case { Started: { } started }:
                Start(started);
                break;
            case { Ended: { } ended }:
                End(ended);
                break;
            case { KillOrdered: { } kill }:
                OrderKill(kill);
                break;
            case { Cancelled: { } cancelled }:
                Cancel(cancelled);
                break;
            case { Restarted: { } restarted }:
                Restart(restarted);
                break;
            case { PlansDropped: not null }:
                DropPlans();
                break;
            case { EnvironmentPut: { } environment }:
                PutEnvironment(environment);
                break;
            case { EnvironmentRemoved: { } environment }:
                Environments.Remove(environment);
                break;
            case { QueuePut: { } queue }:
                PutQueue(queue);
                break;
            case { QueueRemoved: { } queue }:
                Queues.Remove(queue);
                break;
            case { DefinitionPut: { } definition }:
                Definitions.Put(definition);
                break;
            case { Opened: not null }:
                // For people who read the journal.
                break;
            default:
                throw new InvalidDataException("The journal holds a change that this version does not know.");
        }
    }

    private void PutEnvironment(ComputeEnvironmentSpec spec)
    {
        if (Environments.TryGetValue(spec.Name, out var environment))
        {
            environment.Change(spec);
        }
        else
        {
            Environments.Add(spec.Name, new EnvironmentEntry(spec, _machine));
        }
    }

    private void PutQueue(JobQueueSpec spec)
    {
        var environments = (spec.Environments ?? [])
            .Select(name => Environments.TryGetValue(name, out var environment)
                ? environment
                : throw new InvalidDataException($"The journal has queue '{spec.Name}' on environment '{name}', which is not there."))
            .ToList();
        if (Queues.TryGetValue(spec.Name, out var queue))
        {
            queue.Change(spec, environments);
        }
        else
        {
            Queues.Add(spec.Name, new QueueEntry(spec, environments));
        }
    }
}
