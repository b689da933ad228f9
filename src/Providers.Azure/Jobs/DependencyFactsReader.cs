using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>Reads for plans where the jobs are that are waited for, how many tasks they have, and whether tasks can still be added there.</summary>
internal sealed class DependencyFactsReader
{
    private readonly JobReader _reader;
    private readonly Generations _generations;

    public DependencyFactsReader(JobReader reader, Generations generations)
    {
        _reader = reader;
        _generations = generations;
    }

    /// <summary>The jobs by their ids; null for one that is not there.</summary>
    public async Task<IReadOnlyDictionary<string, DependencyFacts?>> ReadAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        var result = new Dictionary<string, DependencyFacts?>(StringComparer.Ordinal);
        var unknown = new List<JobReference>();
        foreach (var reference in references)
        {
            result[reference.Id] = _reader.Known.Find(reference.Id);
            if (result[reference.Id] is null)
            {
                unknown.Add(reference.Parent with { Attempt = null });
            }
        }

        if (unknown.Count > 0)
        {
            var found = await _reader.FindTasksAsync(unknown, cancellationToken).ConfigureAwait(false);
            for (var place = 0; place < unknown.Count; place++)
            {
                result[unknown[place].Id] = found[place].Count == 0 ? null : new DependencyFacts
                {
                    Generation = found[place][0].Generation, Size = found[place][0].Note?.Size ?? (found[place][0].Index is null ? null : found[place].Count),
                };
            }
        }

        foreach (var id in result.Keys.ToList())
        {
            if (result[id] is { } facts)
            {
                var queue = GenerationIds.Parse(facts.Generation)?.Queue;
                var generations = queue is null ? null : (await _generations.FindAsync(queue, cancellationToken).ConfigureAwait(false))?.Generations;
                result[id] = facts with { IsOpen = generations?.FirstOrDefault(job => TaskIds.Comparer.Equals(job.Id, facts.Generation)) is { } job && QueueMapper.IsOpen(job) };
            }
        }

        return result;
    }
}
