using MultiBatch.Queues;

namespace MultiBatch.Providers;

/// <summary>A provider whose service has queues. For the others the client keeps them in the catalogue.</summary>
public interface IQueueProvider : IQueuePlanner
{
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
