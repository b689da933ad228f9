using System.Collections.Concurrent;
using MultiBatch.Capabilities;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.Telemetry;

namespace MultiBatch.Planning;

/// <summary>
/// What the plans of one operation share, so that ten thousand specs read a definition, a queue or a machine's price once. Thread-safe.
/// What is read once counts for the whole operation; a read that failed is not kept.
/// </summary>
internal sealed class PlanSession
{
    private readonly ClientServices _services;
    private readonly QueueChooser _queues;
    private readonly ConcurrentDictionary<string, Task<QueueChoice>> _chosen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<JobDefinitionReference, Task<JobDefinition?>> _definitions = new();
    private readonly ConcurrentDictionary<JobReference, Task<Job?>> _jobs = new();
    private readonly ConcurrentDictionary<(ResourceSpec? Resources, PurchaseKind? Purchase), Task<MachineChoice?>> _machines = new();

    private PlanSession(ClientServices services, BatchCapabilities capabilities, PlanMode mode)
    {
        _services = services;
        _queues = new QueueChooser(services);
        Capabilities = capabilities;
        Mode = mode;
    }

    public BatchCapabilities Capabilities { get; }

    public PlanMode Mode { get; }

    public static async ValueTask<PlanSession> BeginAsync(ClientServices services, PlanMode mode, CancellationToken cancellationToken) =>
        new(services, await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false), mode);

    public Task<QueueChoice> ChooseQueueAsync(string? name, CancellationToken cancellationToken) =>
        Once(_chosen, name ?? string.Empty, static (s, ct) => s.self._queues.ChooseAsync(s.name, s.self.Mode, ct), (self: this, name), cancellationToken);

    /// <summary>A definition; null when there is none.</summary>
    public Task<JobDefinition?> FindDefinitionAsync(JobDefinitionReference reference, CancellationToken cancellationToken) =>
        Once(
            _definitions, reference,
            static (s, ct) => s.services.Calls.ReadAsync(
                ProviderOperation.FindDefinition, static (q, token) => q.services.Definitions!.FindDefinitionAsync(q.reference, token), s, ct),
            (services: _services, reference), cancellationToken);

    /// <summary>A job that another one would wait for; null when there is none.</summary>
    public Task<Job?> FindJobAsync(JobReference reference, CancellationToken cancellationToken) =>
        Once(_jobs, reference, static (s, ct) => s.services.Jobs.FindAsync(s.reference, ct), (services: _services, reference), cancellationToken);

    /// <summary>The machine type for a spec that names none; null when nobody chooses or the provider takes no types.</summary>
    public Task<MachineChoice?> ChooseMachineAsync(JobSpec spec, CancellationToken cancellationToken) =>
        _services.Options.MachineSelector is null || spec.Resources?.MachineType is not null || !Capabilities.Supports(BatchFeature.MachineTypes)
            ? Nothing
            : Once(
                _machines, (spec.Resources, spec.Purchase?.Kind),
                static (s, ct) => s.services.Options.MachineSelector!.SelectAsync(
                    new MachineRequirements
                    {
                        Provider = s.services.Provider.Name,
                        Region = s.services.Options.Region,
                        Resources = s.spec.Resources ?? new ResourceSpec(),
                        Purchase = s.spec.Purchase?.Kind,
                    },
                    ct).AsTask(),
                (services: _services, spec), cancellationToken);

    private static Task<MachineChoice?> Nothing { get; } = Task.FromResult<MachineChoice?>(null);

    private static Task<T> Once<TKey, TState, T>(
        ConcurrentDictionary<TKey, Task<T>> known, TKey key, Func<TState, CancellationToken, Task<T>> read, TState state, CancellationToken cancellationToken)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var task) && !task.IsFaulted && !task.IsCanceled)
        {
            return task;
        }

        task = read(state, cancellationToken);
        known[key] = task;
        return task;
    }
}
