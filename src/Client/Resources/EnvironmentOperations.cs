using System.Runtime.CompilerServices;
using MultiBatch.Capabilities;
using MultiBatch.Environments;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Telemetry;

namespace MultiBatch.Resources;

/// <summary>
/// What can be done with environments. Where the service has no resource for them they are kept in the client's catalogue.
/// Made by <see cref="BatchClient"/>. Thread-safe.
/// </summary>
public sealed class EnvironmentOperations
{
    private readonly ClientServices _services;
    private readonly ResourceWaiter<ComputeEnvironment> _waiter;

    internal EnvironmentOperations(ClientServices services)
    {
        _services = services;
        _waiter = new ResourceWaiter<ComputeEnvironment>(
            services, "environment", FindAsync, static environment => (environment.Status, environment.StatusReason));
    }

    private IEnvironmentProvider Provider => _services.Environments ?? throw _services.Resources.NotThere(BatchFeature.Environments, "environments");

    /// <summary>Says, field by field, what would become of an environment, or with <paramref name="update"/> of changes to one. Changes nothing.</summary>
    /// <param name="spec">The environment.</param>
    /// <param name="update">True when <paramref name="spec"/> holds changes. Default: false.</param>
    /// <param name="mode">Whether calls that read are allowed. Default: they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The plan; what cannot be done is a rejected field of it, not an exception.</returns>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unsupported"/> when the provider has no environments.</exception>
    public async Task<ResourcePlan> PlanAsync(
        ComputeEnvironmentSpec spec, bool update = false, PlanMode mode = PlanMode.Connected, CancellationToken cancellationToken = default) =>
        (await PlanCoreAsync(spec, update, mode, cancellationToken).ConfigureAwait(false)).Plan;

    /// <summary>Creates an environment, and waits until it can be used, as <see cref="ResourceOptions"/> say by default.</summary>
    /// <inheritdoc cref="CreateAsync(ComputeEnvironmentSpec, ResourceOptions, CancellationToken)"/>
    public Task<ComputeEnvironment> CreateAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken = default) =>
        CreateAsync(spec, new ResourceOptions(), cancellationToken);

    /// <summary>Creates an environment, and waits until it can be used.</summary>
    /// <param name="spec">The environment.</param>
    /// <param name="options">Whether to wait, and how long.</param>
    /// <param name="cancellationToken">Ends the wait; what the service has accepted goes on.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> or <see cref="BatchErrorCode.Unsupported"/> naming every rejected
    /// field; <see cref="BatchErrorCode.AlreadyExists"/> when there is another one of this name; <see cref="BatchErrorCode.InvalidSpec"/> with the effect
    /// <see cref="BatchEffect.Applied"/> when the service made it and then found that it cannot be used; <see cref="BatchErrorCode.Timeout"/>.</exception>
    public async Task<ComputeEnvironment> CreateAsync(ComputeEnvironmentSpec spec, ResourceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var planned = await PlanCoreAsync(spec, update: false, PlanMode.Connected, cancellationToken).ConfigureAwait(false);
        planned.ThrowIfRejected("environment", _services.Provider.Name);
        var created = await _services.Resources.ChangeAsync(
            _services.Resources.KeepsEnvironments, ProviderOperation.CreateEnvironment,
            static (s, token) => s.Provider.CreateEnvironmentAsync(s.Spec, token), (Provider, planned.Spec), cancellationToken).ConfigureAwait(false);
        return await FinishAsync(created, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the fields that are set and leaves the others, and waits until the environment can be used, as <see cref="ResourceOptions"/> say by default.</summary>
    /// <inheritdoc cref="UpdateAsync(ComputeEnvironmentSpec, ResourceOptions, CancellationToken)"/>
    public Task<ComputeEnvironment> UpdateAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken = default) =>
        UpdateAsync(changes, new ResourceOptions(), cancellationToken);

    /// <summary>Changes the fields that are set and leaves the others, and waits until the environment can be used.</summary>
    /// <param name="changes">The name, and the fields to change.</param>
    /// <param name="options">Whether to wait, and how long.</param>
    /// <param name="cancellationToken">Ends the wait; what the service has accepted goes on.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such environment; otherwise as
    /// <see cref="CreateAsync(ComputeEnvironmentSpec, ResourceOptions, CancellationToken)"/>.</exception>
    public async Task<ComputeEnvironment> UpdateAsync(ComputeEnvironmentSpec changes, ResourceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var planned = await PlanCoreAsync(changes, update: true, PlanMode.Connected, cancellationToken).ConfigureAwait(false);
        planned.ThrowIfRejected("change of the environment", _services.Provider.Name);
        var updated = await _services.Resources.ChangeAsync(
            _services.Resources.KeepsEnvironments, ProviderOperation.UpdateEnvironment,
            static (s, token) => s.Provider.UpdateEnvironmentAsync(s.Spec, token), (Provider, planned.Spec), cancellationToken).ConfigureAwait(false);
        return await FinishAsync(updated, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes an environment that no queue uses, and waits until it is gone, as <see cref="ResourceOptions"/> say by default.</summary>
    /// <inheritdoc cref="DeleteAsync(string, ResourceOptions, CancellationToken)"/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => DeleteAsync(name, new ResourceOptions(), cancellationToken);

    /// <summary>Deletes an environment that no queue uses, and waits until it is gone.</summary>
    /// <param name="name">The name.</param>
    /// <param name="options">Whether to wait, and how long.</param>
    /// <param name="cancellationToken">Ends the wait; what the service has accepted goes on.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/>; <see cref="BatchErrorCode.Conflict"/> while it is in use or when the
    /// service gave the deletion up; <see cref="BatchErrorCode.Timeout"/>.</exception>
    public async Task DeleteAsync(string name, ResourceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        await _services.Resources.ChangeAsync(
            _services.Resources.KeepsEnvironments, ProviderOperation.DeleteEnvironment,
            static async (s, token) =>
            {
                await s.Provider.DeleteEnvironmentAsync(s.name, token).ConfigureAwait(false);
                return true;
            },
            (Provider, name), cancellationToken).ConfigureAwait(false);
        if (options.Wait)
        {
            await _waiter.UntilGoneAsync(name, options, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Describes an environment.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public async Task<ComputeEnvironment> GetAsync(string name, CancellationToken cancellationToken = default) =>
        await FindAsync(name, cancellationToken).ConfigureAwait(false)
        ?? throw _services.Resources.NotFound("environment", name);

    /// <summary>Describes an environment; null when there is none.</summary>
    public Task<ComputeEnvironment?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _services.Resources.ReadAsync(
            _services.Resources.KeepsEnvironments, ProviderOperation.FindEnvironment,
            static (s, token) => s.Provider.FindEnvironmentAsync(s.name, token), (Provider, name), cancellationToken);
    }

    /// <summary>Lists all environments, page by page as they are read.</summary>
    public async IAsyncEnumerable<ComputeEnvironment> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await _services.Resources.ReadAsync(
                _services.Resources.KeepsEnvironments, ProviderOperation.ListEnvironments,
                static (s, ct) => s.Provider.ListEnvironmentsAsync(s.token, ct), (Provider, token), cancellationToken).ConfigureAwait(false);
            foreach (var environment in page.Items)
            {
                yield return environment;
            }

            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    private Task<PlannedResource<ComputeEnvironmentSpec>> PlanCoreAsync(
        ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var provider = Provider;
        return ResourcePlanner.PlanAsync(
            _services,
            spec,
            SpecFields.Of(spec),
            (capabilities, notes) => ResourceRules.Check(spec, update, capabilities, notes),
            static (asked, name) => asked with { Native = ResourcePlanner.Own(asked.Native, name) },
            (own, token) => provider.PlanEnvironmentAsync(own, update, mode, token),
            cancellationToken);
    }

    private async Task<ComputeEnvironment> FinishAsync(ComputeEnvironment environment, ResourceOptions options, CancellationToken cancellationToken) =>
        options.Wait ? await _waiter.UntilReadyAsync(environment.Name, environment, options, cancellationToken).ConfigureAwait(false) : environment;
}
