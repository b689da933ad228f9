using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Queues;

namespace MultiBatch.Catalogue;

/// <summary>Queues of a service that has no resource for them: kept in the catalogue, judged by the provider, and handed to it with each job.</summary>
internal sealed class CatalogueQueues : IQueueProvider
{
    /// <summary>The queue of submits that name none, where the connection names none either.</summary>
    private const string UsualDefault = "default";

    private readonly IQueuePlanner _planner;
    private readonly CatalogueDocuments<JobQueueSpec> _documents;

    public CatalogueQueues(ICatalogStore store, CatalogueScope scope, IQueuePlanner planner)
    {
        _planner = planner;
        _documents = new CatalogueDocuments<JobQueueSpec>(store, scope.Folder("queues"), CatalogueJson.Indented.JobQueueSpec);
    }

    /// <summary>Where the environments of these queues are; null when they are not looked at.</summary>
    public IEnvironmentProvider? Environments { get; init; }

    /// <summary>The connection's default queue. Default: the one called <c>default</c>.</summary>
    public string? DefaultQueue { get; init; }

    /// <summary>Finds a job that has not ended in a queue; null when there is none.</summary>
    public required Func<string, CancellationToken, Task<Job?>> FindActiveJobAsync { get; init; }

    public async ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        var plan = await _planner.PlanQueueAsync(spec, update, mode, cancellationToken).ConfigureAwait(false);
        var missing = await FindMissingEnvironmentAsync(spec, cancellationToken).ConfigureAwait(false);
        return missing is null
            ? plan
            : new ResourcePlan(
                [
                    .. plan.Dispositions.Where(disposition => disposition.Pointer != "/environments"),
                    FieldDisposition.Rejected("/environments", $"there is no environment '{missing}'", "create it first, or name one that is there"),
                ],
                plan.NativeRequests);
    }

    public async Task<JobQueue> CreateQueueAsync(JobQueueSpec spec, CancellationToken cancellationToken)
    {
        CatalogueNames.Check("a queue", spec.Name);
        await CheckEnvironmentsAsync(spec, cancellationToken).ConfigureAwait(false);
        return await _documents.TryCreateAsync(spec.Name, spec, cancellationToken).ConfigureAwait(false)
            ? View(spec)
            : throw new BatchException(
                BatchErrorCode.AlreadyExists, $"There is a queue '{spec.Name}' already. Update it, or choose another name.") { Resource = spec.Name };
    }

    public async Task<JobQueue> UpdateQueueAsync(JobQueueSpec changes, CancellationToken cancellationToken)
    {
        CatalogueNames.Check("a queue", changes.Name);
        await CheckEnvironmentsAsync(changes, cancellationToken).ConfigureAwait(false);
        return await _documents.UpdateAsync(changes.Name, current => SpecChanges.Apply(current, changes), cancellationToken).ConfigureAwait(false) is { } updated
            ? View(updated)
            : throw NotFound(changes.Name);
    }

    public async Task DeleteQueueAsync(string name, CancellationToken cancellationToken)
    {
        while (await FindDocumentAsync(name, cancellationToken).ConfigureAwait(false) is var (_, tag))
        {
            if (await FindActiveJobAsync(name, cancellationToken).ConfigureAwait(false) is { } job)
            {
                throw new BatchException(
                    BatchErrorCode.Conflict, $"The queue '{name}' still has jobs, such as {job.Reference}. Wait for them or stop them first.") { Resource = name };
            }

            if (await _documents.TryDeleteAsync(name, tag, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw NotFound(name);
    }

    public async Task<JobQueue?> FindQueueAsync(string name, CancellationToken cancellationToken) =>
        await FindDocumentAsync(name, cancellationToken).ConfigureAwait(false) is var (spec, _) ? View(spec) : null;

    public async Task<Page<JobQueue>> ListQueuesAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var page = CatalogueDocuments<JobQueueSpec>.PageOf(
            await _documents.ListNamesAsync(null, cancellationToken).ConfigureAwait(false), continuationToken);
        var queues = new List<JobQueue>(page.Items.Count);
        foreach (var name in page.Items)
        {
            if (await FindQueueAsync(name, cancellationToken).ConfigureAwait(false) is { } queue)
            {
                queues.Add(queue);
            }
        }

        return new Page<JobQueue>(queues, page.ContinuationToken);
    }

    private static BatchException NotFound(string name) => new(BatchErrorCode.NotFound, $"There is no queue '{name}'.") { Resource = name };

    private JobQueue View(JobQueueSpec spec) => new()
    {
        Spec = spec,
        Status = EnvironmentStatus.Ready,
        IsDefault = spec.Name == (DefaultQueue ?? UsualDefault),
    };

    private async Task<(JobQueueSpec Value, string ETag)?> FindDocumentAsync(string name, CancellationToken cancellationToken) =>
        CatalogueNames.IsName(name) ? await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false) : null;

    private async Task CheckEnvironmentsAsync(JobQueueSpec spec, CancellationToken cancellationToken)
    {
        if (await FindMissingEnvironmentAsync(spec, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            throw new BatchException(
                BatchErrorCode.InvalidSpec, $"/environments: there is no environment '{missing}'. Create it first, or name one that is there.")
            {
                Resource = "/environments",
            };
        }
    }

    private async Task<string?> FindMissingEnvironmentAsync(JobQueueSpec spec, CancellationToken cancellationToken)
    {
        foreach (var name in Environments is null ? [] : spec.Environments ?? [])
        {
            if (await Environments!.FindEnvironmentAsync(name, cancellationToken).ConfigureAwait(false) is null)
            {
                return name;
            }
        }

        return null;
    }
}
