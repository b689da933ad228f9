using System.Collections.Concurrent;
using System.Text.Json;
using MultiBatch.Catalogue;
using MultiBatch.Providers.Azure.Mapping;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>
/// Keeps the runs of restarted jobs: the service forgets with a restart that there was a run before. In the catalogue, so that every client that shares it
/// sees them; without one, in this process.
/// </summary>
internal sealed class RunStore
{
    private const string Root = "azure-runs";

    // Nobody writes the same record more often than this at the same moment.
    private const int MostTries = 20;

    private readonly ICatalogStore? _catalogue;
    private readonly Func<string> _account;
    private readonly ConcurrentDictionary<string, RunRecord> _own = new(StringComparer.Ordinal);

    public RunStore(ICatalogStore? catalogue, Func<string> account)
    {
        _catalogue = catalogue;
        _account = account;
    }

    /// <summary>Sets the run of those tasks that are not in their first.</summary>
    public async Task ApplyAsync(IReadOnlyList<SeenTask> tasks, CancellationToken cancellationToken)
    {
        foreach (var generation in tasks.GroupBy(task => task.Generation, TaskIds.Comparer))
        {
            var recorded = await FindIdsAsync(generation.Key, cancellationToken).ConfigureAwait(false);
            if (recorded.Count == 0)
            {
                continue;
            }

            foreach (var job in generation.GroupBy(task => task.JobId, TaskIds.Comparer).Where(job => recorded.Contains(Segment(job.Key))))
            {
                if ((await ReadAsync(generation.Key, job.Key, cancellationToken).ConfigureAwait(false)).Record is { } record)
                {
                    foreach (var task in job)
                    {
                        task.Run = record.Runs.TryGetValue(task.TaskId.ToLowerInvariant(), out var run) ? run : 1;
                        task.EarlierEnds = record.Ends.Where(end => TaskIds.Comparer.Equals(end.Task, task.TaskId)).ToList();
                    }
                }
            }
        }
    }

    /// <summary>Notes that tasks of a job begin another run, and how this one ended.</summary>
    public async Task BeginRunAsync(string generation, string id, IReadOnlyList<SeenTask> tasks, IReadOnlyList<RunEnd> ends, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (record, tag) = await ReadAsync(generation, id, cancellationToken).ConfigureAwait(false);
            var runs = new Dictionary<string, int>(record?.Runs ?? [], StringComparer.Ordinal);
            foreach (var task in tasks)
            {
                var key = task.TaskId.ToLowerInvariant();
                runs[key] = (runs.TryGetValue(key, out var run) ? run : 1) + 1;
            }

            var next = new RunRecord { Runs = runs, Ends = [.. record?.Ends ?? [], .. ends] };
            if (_catalogue is null)
            {
                _own[Key(generation, id)] = next;
                return;
            }

            if (await _catalogue.TryPutAsync(Key(generation, id), JsonSerializer.SerializeToUtf8Bytes(next, RunRecordJson.Default.RunRecord), tag, cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }
        }

        throw new BatchException(BatchErrorCode.Conflict, $"Others restart job {id} at the same moment. Look at it, and try again.")
        {
            Provider = AzureProviderName.Value, Resource = id, IsTransient = true, Effect = BatchEffect.None,
        };
    }

    // A segment of a key knows fewer characters than an id does in other accounts' hands.
    private static string Segment(string text) => string.Concat(text.Select(character => char.IsLetterOrDigit(character) && character < 128 || character is '-' or '_' ? char.ToLowerInvariant(character) : '_'));

    private string Folder(string generation) => $"{Root}/{Segment(_account())}/{Segment(generation)}";

    private string Key(string generation, string id) => $"{Folder(generation)}/{Segment(id)}";

    private async Task<HashSet<string>> FindIdsAsync(string generation, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var prefix = Folder(generation) + "/";
        if (_catalogue is null)
        {
            ids.UnionWith(_own.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key.Substring(prefix.Length)));
            return ids;
        }

        await foreach (var key in _catalogue.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            ids.Add(key.Substring(key.LastIndexOf('/') + 1));
        }

        return ids;
    }

    private async Task<(RunRecord? Record, string? Tag)> ReadAsync(string generation, string id, CancellationToken cancellationToken)
    {
        if (_catalogue is null)
        {
            return (_own.TryGetValue(Key(generation, id), out var own) ? own : null, null);
        }

        if (await _catalogue.GetAsync(Key(generation, id), cancellationToken).ConfigureAwait(false) is not { } document)
        {
            return (null, null);
        }

        try
        {
            return (JsonSerializer.Deserialize(document.Content.Span, RunRecordJson.Default.RunRecord), document.ETag);
        }
        catch (JsonException)
        {
            // A record that cannot be read must not keep anybody from the job.
            return (null, document.ETag);
        }
    }
}
