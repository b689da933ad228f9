using MultiBatch.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Providers;

/// <summary>A provider whose service has queues. For the others the client keeps them in the catalogue.</summary>
public interface IQueueProvider
{
    /// <summary>Translates a queue, field by field, without changing anything.</summary>
    /// <param name="spec">The queue, or with <paramref name="update"/> the changes to one.</param>
    /// <param name="update">True for changes.</param>
    /// <param name="mode">Whether calls that read are allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken);

    /// <summary>Creates a queue.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.AlreadyExists"/> when there is another one of this name.</exception>
    Task<JobQueue> CreateQueueAsync(JobQueueSpec spec, CancellationToken cancellationToken);

    /// <summary>Changes the fields that are set.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    Task<JobQueue> UpdateQueueAsync(JobQueueSpec changes, CancellationToken cancellationToken);

    /// <summary>Deletes a queue whose jobs have all ended.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/>, or <see cref="BatchErrorCode.Conflict"/> while jobs are in it.</exception>
    Task DeleteQueueAsync(string name, CancellationToken cancellationToken);

    /// <summary>Describes a queue; null when there is none.</summary>
    Task<JobQueue?> FindQueueAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists a page of queues.</summary>
    Task<Page<JobQueue>> ListQueuesAsync(string? continuationToken, CancellationToken cancellationToken);
}
