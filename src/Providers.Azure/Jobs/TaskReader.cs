using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Shared.Paging;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>Reads tasks as the service has them.</summary>
internal sealed class TaskReader
{
    // All but what only the request was made of: variables may be large.
    private const string Members =
        "id,displayName,url,creationTime,state,stateTransitionTime,previousState,previousStateTransitionTime,commandLine,constraints,requiredSlots,dependsOn,executionInfo,nodeInfo";

    private readonly IAzureBatchWire _wire;

    public TaskReader(IAzureBatchWire wire) => _wire = wire;

    /// <summary>A task; null when there is none of this id.</summary>
    public async Task<SeenTask?> FindAsync(string generation, string taskId, CancellationToken cancellationToken)
    {
        try
        {
            var task = await _wire.GetTaskAsync(generation, taskId, ReadOptions.None, cancellationToken).ConfigureAwait(false);
            return new SeenTask(task, generation, task.ReadNative());
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The tasks that meet a condition, page by page; none when there is no such Azure job.</summary>
    /// <param name="generation">The Azure job.</param>
    /// <param name="filter">The condition; null for all tasks.</param>
    /// <param name="most">How many there may be at most; less than a page makes a smaller page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<IReadOnlyList<SeenTask>> ListPagesAsync(
        string generation, string? filter, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new ReadOptions { Filter = filter, Select = Members, MaxResults = Math.Min(most, AzureLimits.PageSize) };
        var pages = Pages.ReadAsync(
            async (link, token) =>
            {
                try
                {
                    return await _wire.ListTasksAsync(generation, link is null ? options : new ReadOptions { NextLink = link }, token).ConfigureAwait(false);
                }
                catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
                {
                    return new Wire.Tasks.AzureTaskList();
                }
            },
            page => page.NextLink, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            var native = page.ReadItems();
            yield return (page.Value ?? []).Select((task, place) => new SeenTask(task, generation, place < native.Count ? native[place] : null)).ToList();
        }
    }

    /// <summary>The tasks that meet a condition.</summary>
    public async Task<List<SeenTask>> ListAsync(string generation, string? filter, CancellationToken cancellationToken)
    {
        var tasks = new List<SeenTask>();
        await foreach (var page in ListPagesAsync(generation, filter, AzureLimits.PageSize, cancellationToken).ConfigureAwait(false))
        {
            tasks.AddRange(page);
        }

        return tasks;
    }

    /// <summary>The tasks of a job: the one it is, or its children and what belongs to them.</summary>
    public async Task<List<SeenTask>> ListJobAsync(string generation, string id, CancellationToken cancellationToken)
    {
        var tasks = await ListAsync(generation, ODataText.StartsWith("id", id), cancellationToken).ConfigureAwait(false);

        // Ids that somebody else gave may begin with one another.
        tasks.RemoveAll(task => !TaskIds.Comparer.Equals(task.JobId, id));
        return tasks;
    }
}
