using MultiBatch.Environments;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Queues;

namespace MultiBatch.Catalogue;

/// <summary>
/// Environments of a service that has no resource for them: kept in the catalogue, judged by the provider, and handed to it with each job.
/// </summary>
internal sealed class CatalogueEnvironments : IEnvironmentProvider
{
    private readonly IEnvironmentPlanner _planner;
    private readonly CatalogueDocuments<ComputeEnvironmentSpec> _documents;
    private readonly CatalogueDocuments<JobQueueSpec> _queues;

    public CatalogueEnvironments(ICatalogStore store, CatalogueScope scope, IEnvironmentPlanner planner)
    {
        _planner = planner;
        _documents = new CatalogueDocuments<ComputeEnvironmentSpec>(store, scope.Folder("environments"), CatalogueJson.Indented.ComputeEnvironmentSpec);
        _queues = new CatalogueDocuments<JobQueueSpec>(store, scope.Folder("queues"), CatalogueJson.Indented.JobQueueSpec);
    }

    public ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken) =>
        _planner.PlanEnvironmentAsync(spec, update, mode, cancellationToken);

    public async Task<ComputeEnvironment> CreateEnvironmentAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken)
    {
        CatalogueNames.Check("an environment", spec.Name);
        return await _documents.TryCreateAsync(spec.Name, spec, cancellationToken).ConfigureAwait(false)
            ? View(spec)
            : throw new BatchException(
                BatchErrorCode.AlreadyExists, $"There is an environment '{spec.Name}' already. Update it, or choose another name.") { Resource = spec.Name };
    }

    public async Task<ComputeEnvironment> UpdateEnvironmentAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken)
    {
        CatalogueNames.Check("an environment", changes.Name);
        return await _documents.UpdateAsync(changes.Name, current => SpecChanges.Apply(current, changes), cancellationToken).ConfigureAwait(false) is { } updated
            ? View(updated)
            : throw NotFound(changes.Name);
    }

    public async Task DeleteEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        while (await FindDocumentAsync(name, cancellationToken).ConfigureAwait(false) is var (_, tag))
        {
            foreach (var queue in await _queues.ListNamesAsync(null, cancellationToken).ConfigureAwait(false))
            {
                if ((await _queues.FindAsync(queue, cancellationToken).ConfigureAwait(false))?.Value.Environments?.Contains(name) == true)
                {
                    throw new BatchException(
                        BatchErrorCode.Conflict, $"The environment '{name}' is used by the queue '{queue}'. Update or delete that queue first.") { Resource = name };
                }
            }

            if (await _documents.TryDeleteAsync(name, tag, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw NotFound(name);
    }

    public async Task<ComputeEnvironment?> FindEnvironmentAsync(string name, CancellationToken cancellationToken) =>
        await FindDocumentAsync(name, cancellationToken).ConfigureAwait(false) is var (spec, _) ? View(spec) : null;

    public async Task<Page<ComputeEnvironment>> ListEnvironmentsAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var page = CatalogueDocuments<ComputeEnvironmentSpec>.PageOf(
            await _documents.ListNamesAsync(null, cancellationToken).ConfigureAwait(false), continuationToken);
        var environments = new List<ComputeEnvironment>(page.Items.Count);
        foreach (var name in page.Items)
        {
            if (await FindEnvironmentAsync(name, cancellationToken).ConfigureAwait(false) is { } environment)
            {
                environments.Add(environment);
            }
        }

        return new Page<ComputeEnvironment>(environments, page.ContinuationToken);
    }

    private static ComputeEnvironment View(ComputeEnvironmentSpec spec) => new() { Spec = spec, Status = EnvironmentStatus.Ready };

    private static BatchException NotFound(string name) => new(BatchErrorCode.NotFound, $"There is no environment '{name}'.") { Resource = name };

    private async Task<(ComputeEnvironmentSpec Value, string ETag)?> FindDocumentAsync(string name, CancellationToken cancellationToken) =>
        CatalogueNames.IsName(name) ? await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false) : null;
}
