using MultiBatch.Environments;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Queues;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Queues;

/// <summary>A queue: where jobs wait for an environment. Data only.</summary>
public sealed class BatchQueue
{
    private readonly JobQueue _queue;

    internal BatchQueue(JobQueue queue, string connection)
    {
        _queue = queue;
        Connection = connection;
        Environments = new BatchTextList(queue.Spec.Environments);
        Labels = new BatchLabels(queue.Spec.Labels);
    }

    /// <summary>The name.</summary>
    public string Name => _queue.Name;

    /// <summary>The status.</summary>
    public string Status => _queue.Status.ToString();

    /// <summary>Why it has this status.</summary>
    public string? StatusReason => _queue.StatusReason;

    /// <summary>The connection it was read with.</summary>
    public string Connection { get; }

    /// <summary>Higher goes first on environments that queues share.</summary>
    public int? Priority => _queue.Spec.Priority;

    /// <summary>The environments, in the order they are tried.</summary>
    public BatchTextList Environments { get; }

    /// <summary>False when it takes no new jobs.</summary>
    public bool Enabled => _queue.Spec.Enabled is not false;

    /// <summary>How long a job may wait before it is cancelled.</summary>
    public TimeSpan? MaxWait => _queue.Spec.MaxWait;

    /// <summary>The provider's name of a fair-share policy.</summary>
    public string? SchedulingPolicy => _queue.Spec.SchedulingPolicy;

    /// <summary>True for the queue of jobs that name none.</summary>
    public bool IsDefault => _queue.IsDefault;

    /// <summary>The labels.</summary>
    public BatchLabels Labels { get; }

    /// <summary>The service's own id.</summary>
    public string? NativeId => _queue.NativeId;

    /// <summary>The queue as <c>multibatch queue show --output json</c> writes it.</summary>
    public string ToJson() => BatchJson.Write(_queue, indented: true);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
