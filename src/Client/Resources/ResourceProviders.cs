using MultiBatch.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Jobs;
using MultiBatch.Providers;

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
                "list_jobs",
                static (state, ct) => state.Provider.ListJobsAsync(state.query, state.token, ct),
                (_services.Provider, query, token),
                cancellationToken).ConfigureAwait(false);
            if (page.Items.FirstOrDefault(query.Matches) is { } job)
            {
                return job;
            }

            token = page.ContinuationToken;
        }
        while (token is not null);

        return null;
    }
}
