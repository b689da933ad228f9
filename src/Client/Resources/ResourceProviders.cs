using MultiBatch.Capabilities;
using MultiBatch.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Telemetry;

namespace MultiBatch.Resources;

/// <summary>
/// Where environments, queues and definitions are: at the service, or in the catalogue where the service has none. What is in neither is null.
/// </summary>
internal sealed class ResourceProviders
{
    private readonly ClientServices _services;
    private readonly Lazy<ICatalogStore> _catalogue;
    private readonly Lazy<IEnvironmentProvider?> _environments;
    private readonly Lazy<IQueueProvider?> _queues;
    private readonly Lazy<IDefinitionProvider> _definitions;

    public ResourceProviders(ClientServices services)
    {
        _services = services;
        _catalogue = new Lazy<ICatalogStore>(() => services.Options.Catalogue ?? new FileCatalogStore(UserDataFolder.Find().Catalogue));
        _environments = new Lazy<IEnvironmentProvider?>(FindEnvironments);
        _queues = new Lazy<IQueueProvider?>(FindQueues);
        _definitions = new Lazy<IDefinitionProvider>(
            () => services.Find<IDefinitionProvider>() ?? new CatalogueDefinitions(Catalogue, Scope, services.Clock));
    }

    /// <summary>The catalogue; opened when first needed.</summary>
    public ICatalogStore Catalogue => _catalogue.Value;

    /// <summary>The part of the catalogue that is this connection's.</summary>
    public CatalogueScope Scope => new(_services.Provider.Name, _services.Options.ConnectionName);

    /// <summary>Environments; null when the provider knows none.</summary>
    public IEnvironmentProvider? Environments => _environments.Value;

    /// <summary>Queues; null when the provider knows none.</summary>
    public IQueueProvider? Queues => _queues.Value;

    /// <summary>Definitions; the client keeps them wherever the service does not.</summary>
    public IDefinitionProvider Definitions => _definitions.Value;

    /// <summary>True when the client keeps the environments: they are read without a call to the service.</summary>
    public bool KeepsEnvironments => Environments is CatalogueEnvironments;

    /// <summary>True when the client keeps the queues: they are read without a call to the service.</summary>
    public bool KeepsQueues => Queues is CatalogueQueues;

    /// <summary>Reads, as a call to the service where it is one.</summary>
    public Task<T> ReadAsync<TState, T>(
        bool isKept, string operation, Func<TState, CancellationToken, Task<T>> read, TState state, CancellationToken cancellationToken) =>
        isKept ? read(state, cancellationToken) : _services.Calls.ReadAsync(operation, read, state, cancellationToken);

    /// <summary>Changes something, as a call to the service where it is one.</summary>
    public Task<T> ChangeAsync<TState, T>(
        bool isKept, string operation, Func<TState, CancellationToken, Task<T>> change, TState state, CancellationToken cancellationToken) =>
        isKept ? change(state, cancellationToken) : _services.Calls.ChangeAsync(operation, change, state, cancellationToken);

    /// <summary>The error of asking for what the provider has not.</summary>
    public BatchException NotThere(BatchFeature feature, string what)
    {
        var provider = _services.Provider.Name;
        return new BatchException(
            BatchErrorCode.Unsupported,
            $"{provider} has no {what} to manage. Submit jobs without, or use a connection of a provider whose capabilities list {feature}.")
        {
            Provider = provider,
        };
    }

    /// <summary>The error of asking for one that is not there.</summary>
    public BatchException NotFound(string what, string name) =>
        new(BatchErrorCode.NotFound, $"There is no {what} '{name}'. List them to see those there are.") { Resource = name, Provider = _services.Provider.Name };

    private IEnvironmentProvider? FindEnvironments() =>
        _services.Find<IEnvironmentProvider>()
        ?? (_services.Find<IEnvironmentPlanner>() is { } planner ? new CatalogueEnvironments(Catalogue, Scope, planner) : null);

    private IQueueProvider? FindQueues() =>
        _services.Find<IQueueProvider>()
        ?? (_services.Find<IQueuePlanner>() is not { } planner ? null : new CatalogueQueues(Catalogue, Scope, planner)
        {
            Environments = Environments,
            DefaultQueue = _services.Options.DefaultQueue,
            FindActiveJobAsync = FindActiveJobAsync,
        });

    private async Task<Job?> FindActiveJobAsync(string queue, CancellationToken cancellationToken)
    {
        var query = new JobQuery { Queue = queue, States = [.. JobStates.Ordered.Where(state => !state.IsTerminal()), JobState.Unknown] };
        string? token = null;
        do
        {
            var page = await _services.Calls.ReadAsync(
                ProviderOperation.ListJobs,
                static (state, ct) => state.Provider.ListJobsAsync(state.query, state.token, ct),
                (_services.Provider, query, token),
                cancellationToken).ConfigureAwait(false);
            // Lists may lag behind: what has just ended may still be among the jobs that have not.
            var listed = page.Items.Where(query.Matches).Select(job => job.Reference).ToList();
            var seen = listed.Count == 0 ? [] : await _services.Calls.ReadAsync(
                ProviderOperation.GetJobs,
                static (state, ct) => state.Provider.GetJobsAsync(state.listed, ct),
                (_services.Provider, listed),
                cancellationToken).ConfigureAwait(false);
            if (seen.FirstOrDefault(job => job is not null && query.Matches(job)) is { } found)
            {
                return found;
            }

            token = page.ContinuationToken;
        }
        while (token is not null);

        return null;
    }
}
