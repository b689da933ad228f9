namespace MultiBatch.Conformance.Workloads;

/// <summary>
/// What passes between a test and the tasks it runs, beside the service: gates that tasks wait for, and marks they leave. It is the witness of
/// what really ran. <see cref="FolderSignals"/> does it over a folder that both can reach.
/// </summary>
public abstract class TaskSignals
{
    /// <summary>Lets tasks go on that wait for a gate, and those that come to it later.</summary>
    public abstract Task OpenAsync(string gate, CancellationToken cancellationToken);

    /// <summary>How often tasks have left a mark.</summary>
    public abstract Task<int> CountAsync(string mark, CancellationToken cancellationToken);
}
