using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Submissions;

namespace MultiBatch.TestSupport.InMemory.Simulation;

internal sealed class JobRecord
{
    private readonly int[] _states = new int[(int)JobState.Cancelled + 1];

    public JobRecord(string id, long number, ProviderPlan plan, SubmissionKey key, QueueRecord queue, DateTimeOffset submittedAt)
    {
        Id = id;
        Number = number;
        Request = plan.Request;
        SubmissionId = key.Id;
        Queue = queue;
        SubmittedAt = submittedAt;
        Size = Request.RestartIndexes?.Count ?? Spec.Array?.Tasks?.Rows.Count ?? Spec.Array?.Size ?? 1;
        Tasks = Enumerable.Range(0, Size).Select(index => new TaskRecord(this, index)).ToList();
        Waiting = new SortedSet<TaskRecord>(Comparer<TaskRecord>.Create((left, right) => left.Index.CompareTo(right.Index)));
        _states[(int)JobState.Submitted] = Size;
    }

    public string Id { get; }

    /// <summary>The place in the order of submits.</summary>
    public long Number { get; }

    public PlanRequest Request { get; }

    public JobSpec Spec => Request.Spec;

    public SubmissionId SubmissionId { get; }

    public QueueRecord Queue { get; }

    public DateTimeOffset SubmittedAt { get; }

    /// <summary>How many tasks there are: of a job that repeats some children of an array, those.</summary>
    public int Size { get; }

    /// <summary>The children of the whole array, also where some of them are repeated.</summary>
    public int WholeSize => Spec.Array?.Tasks?.Rows.Count ?? Spec.Array?.Size ?? 1;

    public bool IsArray => Spec.Array is not null;

    public IReadOnlyList<TaskRecord> Tasks { get; }

    /// <summary>How many children have arrived; fewer than <see cref="Size"/> after a submit that broke off.</summary>
    public int Arrived { get; set; }

    public List<DependencyRecord> Dependencies { get; } = [];

    public List<JobRecord> Dependents { get; } = [];

    /// <summary>Tasks that wait for a machine.</summary>
    public SortedSet<TaskRecord> Waiting { get; }

    /// <summary>Tasks that have a machine.</summary>
    public int Placed { get; set; }

    public int Run => Tasks.Max(task => task.Run);

    public double VCpus => Spec.Resources?.VCpus ?? 1;

    public ByteSize Memory => Spec.Resources?.Memory ?? ByteSize.FromMebibytes(512);

    public JobStateCounts Counts => new(_states.Select((count, state) => new KeyValuePair<JobState, int>((JobState)state, count)));

    public JobState State => IsArray ? JobStates.OfArray(Counts) : Tasks[0].State;

    public JobReference Reference => new(InMemoryBatchProvider.ProviderName, Id);

    /// <summary>Raised whenever a task changes its state.</summary>
    public int Version { get; private set; } = 1;

    public void Move(TaskRecord task, JobState state, string? reason)
    {
        Version++;
        task.Version++;
        _states[(int)task.State]--;
        _states[(int)state]++;
        task.State = state;
        task.Reason = reason;
    }
}
