using MultiBatch.Environments;
using MultiBatch.Planning;

namespace MultiBatch.Resources;

/// <summary>What can be done with environments. Made by <see cref="BatchClient"/>. Thread-safe.</summary>
public sealed class EnvironmentOperations
{
    private readonly ClientServices _services;

    internal EnvironmentOperations(ClientServices services) => _services = services;

    /// <summary>Says, field by field, what would become of an environment, or with <paramref name="update"/> of changes to one. Changes nothing.</summary>
    /// <param name="spec">The environment.</param>
    /// <param name="update">True when <paramref name="spec"/> holds changes. Default: false.</param>
    /// <param name="mode">Whether calls that read are allowed. Default: they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unsupported"/> when the provider has no environments.</exception>
    public Task<ResourcePlan> PlanAsync(ComputeEnvironmentSpec spec, bool update = false, PlanMode mode = PlanMode.Connected, CancellationToken cancellationToken = default) =>
        throw NotYet();

    /// <summary>Creates an environment and returns it as the service has it, which may still be making it.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> or <see cref="BatchErrorCode.Unsupported"/> naming every rejected
    /// field; <see cref="BatchErrorCode.AlreadyExists"/> when there is another one of this name.</exception>
    public Task<ComputeEnvironment> CreateAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Changes the fields that are set and leaves the others.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such environment.</exception>
    public Task<ComputeEnvironment> UpdateAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Deletes an environment; returns once the service has accepted it.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/>, or <see cref="BatchErrorCode.Conflict"/> while it is in use.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Describes an environment.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public Task<ComputeEnvironment> GetAsync(string name, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Describes an environment; null when there is none.</summary>
    public Task<ComputeEnvironment?> FindAsync(string name, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Lists all environments, page by page as they are read.</summary>
    public IAsyncEnumerable<ComputeEnvironment> ListAsync(CancellationToken cancellationToken = default) => throw NotYet();

    private BatchException NotYet() => new(BatchErrorCode.Unsupported, "This client has no environments.") { Provider = _services.Provider.Name };
}
