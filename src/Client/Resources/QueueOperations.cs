using MultiBatch.Queues;
using MultiBatch.Planning;

namespace MultiBatch.Resources;

/// <summary>What can be done with queues. Made by <see cref="BatchClient"/>. Thread-safe.</summary>
public sealed class QueueOperations
{
    private readonly ClientServices _services;

    internal QueueOperations(ClientServices services) => _services = services;

    /// <summary>Says, field by field, what would become of a queue, or with <paramref name="update"/> of changes to one. Changes nothing.</summary>
    /// <param name="spec">The queue.</param>
    /// <param name="update">True when <paramref name="spec"/> holds changes. Default: false.</param>
    /// <param name="mode">Whether calls that read are allowed. Default: they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unsupported"/> when the provider has no queues.</exception>
    public Task<ResourcePlan> PlanAsync(JobQueueSpec spec, bool update = false, PlanMode mode = PlanMode.Connected, CancellationToken cancellationToken = default) =>
        throw NotYet();

    /// <summary>Creates a queue and returns it as the service has it, which may still be making it.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> or <see cref="BatchErrorCode.Unsupported"/> naming every rejected
    /// field; <see cref="BatchErrorCode.AlreadyExists"/> when there is another one of this name.</exception>
    public Task<JobQueue> CreateAsync(JobQueueSpec spec, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Changes the fields that are set and leaves the others.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such queue.</exception>
    public Task<JobQueue> UpdateAsync(JobQueueSpec changes, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Deletes a queue; returns once the service has accepted it.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/>, or <see cref="BatchErrorCode.Conflict"/> while it is in use.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Describes a queue.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public Task<JobQueue> GetAsync(string name, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Describes a queue; null when there is none.</summary>
    public Task<JobQueue?> FindAsync(string name, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Lists all queues, page by page as they are read.</summary>
    public IAsyncEnumerable<JobQueue> ListAsync(CancellationToken cancellationToken = default) => throw NotYet();

    private BatchException NotYet() => new(BatchErrorCode.Unsupported, "This client has no queues.") { Provider = _services.Provider.Name };
}
