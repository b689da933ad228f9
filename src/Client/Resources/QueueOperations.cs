using System.Runtime.CompilerServices;
using MultiBatch.Capabilities;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Queues;
using MultiBatch.Telemetry;

namespace MultiBatch.Resources;

/// <summary>
/// What can be done with queues. Where the service has no resource for them they are kept in the client's catalogue.
/// Made by <see cref="BatchClient"/>. Thread-safe.
/// </summary>
public sealed class QueueOperations
{
    private readonly ClientServices _services;
    private readonly ResourceWaiter<JobQueue> _waiter;

    internal QueueOperations(ClientServices services)
    {
        _services = services;
        _waiter = new ResourceWaiter<JobQueue>(
            services, "queue", FindAsync, static queue => (queue.Status, queue.StatusReason));
    }

    private IQueueProvider Provider => _services.Queues ?? throw _services.Resources.NotThere(BatchFeature.Queues, "queues");

    /// <summary>Says, field by field, what would become of a queue, or with <paramref name="update"/> of changes to one. Changes nothing.</summary>
    /// <param name="spec">The queue.</param>
    /// <param name="update">True when <paramref name="spec"/> holds changes. Default: false.</param>
    /// <param name="mode">Whether calls that read are allowed. Default: they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The plan; what cannot be done is a rejected field of it, not an exception.</returns>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unsupported"/> when the provider has no queues.</exception>
    public async Task<ResourcePlan> PlanAsync(
        JobQueueSpec spec, bool update = false, PlanMode mode = PlanMode.Connected, CancellationToken cancellationToken = default) =>
        (await PlanCoreAsync(spec, update, mode, cancellationToken).ConfigureAwait(false)).Plan;

    /// <summary>Creates a queue, and waits until it can be used, as <see cref="ResourceOptions"/> say by default.</summary>
    /// <inheritdoc cref="CreateAsync(JobQueueSpec, ResourceOptions, CancellationToken)"/>
    public Task<JobQueue> CreateAsync(JobQueueSpec spec, CancellationToken cancellationToken = default) =>
        CreateAsync(spec, new ResourceOptions(), cancellationToken);

    /// <summary>Creates a queue, and waits until it can be used.</summary>
    /// <param name="spec">The queue.</param>
    /// <param name="options">Whether to wait, and how long.</param>
    /// <param name="cancellationToken">Ends the wait; what the service has accepted goes on.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> or <see cref="BatchErrorCode.Unsupported"/> naming every rejected
    /// field; <see cref="BatchErrorCode.AlreadyExists"/> when there is another one of this name; <see cref="BatchErrorCode.InvalidSpec"/> with the effect
    /// <see cref="BatchEffect.Applied"/> when the service made it and then found that it cannot be used; <see cref="BatchErrorCode.Timeout"/>.</exception>
    public async Task<JobQueue> CreateAsync(JobQueueSpec spec, ResourceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var planned = await PlanCoreAsync(spec, update: false, PlanMode.Connected, cancellationToken).ConfigureAwait(false);
        planned.ThrowIfRejected("queue", _services.Provider.Name);
        var created = await _services.Resources.ChangeAsync(
            _services.Resources.KeepsQueues, ProviderOperation.CreateQueue,
            static (s, token) => s.Provider.CreateQueueAsync(s.Spec, token), (Provider, planned.Spec), cancellationToken).ConfigureAwait(false);
        return await FinishAsync(created, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the fields that are set and leaves the others, and waits until the queue can be used, as <see cref="ResourceOptions"/> say by default.</summary>
    /// <inheritdoc cref="UpdateAsync(JobQueueSpec, ResourceOptions, CancellationToken)"/>
    public Task<JobQueue> UpdateAsync(JobQueueSpec changes, CancellationToken cancellationToken = default) =>
        UpdateAsync(changes, new ResourceOptions(), cancellationToken);

    /// <summary>Changes the fields that are set and leaves the others, and waits until the queue can be used.</summary>
    /// <param name="changes">The name, and the fields to change.</param>
    /// <param name="options">Whether to wait, and how long.</param>
    /// <param name="cancellationToken">Ends the wait; what the service has accepted goes on.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such queue; otherwise as
    /// <see cref="CreateAsync(JobQueueSpec, ResourceOptions, CancellationToken)"/>.</exception>
    public async Task<JobQueue> UpdateAsync(JobQueueSpec changes, ResourceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var planned = await PlanCoreAsync(changes, update: true, PlanMode.Connected, cancellationToken).ConfigureAwait(false);
        planned.ThrowIfRejected("change of the queue", _services.Provider.Name);
        var updated = await _services.Resources.ChangeAsync(
            _services.Resources.KeepsQueues, ProviderOperation.UpdateQueue,
            static (s, token) => s.Provider.UpdateQueueAsync(s.Spec, token), (Provider, planned.Spec), cancellationToken).ConfigureAwait(false);
        return await FinishAsync(updated, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a queue whose jobs have all ended, and waits until it is gone, as <see cref="ResourceOptions"/> say by default.</summary>
    /// <inheritdoc cref="DeleteAsync(string, ResourceOptions, CancellationToken)"/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => DeleteAsync(name, new ResourceOptions(), cancellationToken);

    /// <summary>Deletes a queue whose jobs have all ended, and waits until it is gone.</summary>
    /// <param name="name">The name.</param>
    /// <param name="options">Whether to wait, and how long.</param>
    /// <param name="cancellationToken">Ends the wait; what the service has accepted goes on.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/>; <see cref="BatchErrorCode.Conflict"/> while jobs are in it or when the
    /// service gave the deletion up; <see cref="BatchErrorCode.Timeout"/>.</exception>
    public async Task DeleteAsync(string name, ResourceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        await _services.Resources.ChangeAsync(
            _services.Resources.KeepsQueues, ProviderOperation.DeleteQueue,
            static async (s, token) =>
            {
                await s.Provider.DeleteQueueAsync(s.name, token).ConfigureAwait(false);
                return true;
            },
            (Provider, name), cancellationToken).ConfigureAwait(false);
        if (options.Wait)
        {
            await _waiter.UntilGoneAsync(name, options, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Describes a queue.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public async Task<JobQueue> GetAsync(string name, CancellationToken cancellationToken = default) =>
        await FindAsync(name, cancellationToken).ConfigureAwait(false)
        ?? throw _services.Resources.NotFound("queue", name);

    /// <summary>Describes a queue; null when there is none.</summary>
    public Task<JobQueue?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _services.Resources.ReadAsync(
            _services.Resources.KeepsQueues, ProviderOperation.FindQueue,
            static (s, token) => s.Provider.FindQueueAsync(s.name, token), (Provider, name), cancellationToken);
    }

    /// <summary>Lists all queues, page by page as they are read.</summary>
    public async IAsyncEnumerable<JobQueue> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await _services.Resources.ReadAsync(
                _services.Resources.KeepsQueues, ProviderOperation.ListQueues,
                static (s, ct) => s.Provider.ListQueuesAsync(s.token, ct), (Provider, token), cancellationToken).ConfigureAwait(false);
            foreach (var queue in page.Items)
            {
                yield return queue;
            }

            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    private Task<PlannedResource<JobQueueSpec>> PlanCoreAsync(
        JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var provider = Provider;
        return ResourcePlanner.PlanAsync(
            _services,
            spec,
            SpecFields.Of(spec),
            (capabilities, notes) => ResourceRules.Check(spec, update, capabilities, notes),
            static (asked, name) => asked with { Native = ResourcePlanner.Own(asked.Native, name) },
            (own, token) => provider.PlanQueueAsync(own, update, mode, token),
            cancellationToken);
    }

    private async Task<JobQueue> FinishAsync(JobQueue queue, ResourceOptions options, CancellationToken cancellationToken) =>
        options.Wait ? await _waiter.UntilReadyAsync(queue.Name, queue, options, cancellationToken).ConfigureAwait(false) : queue;
}
