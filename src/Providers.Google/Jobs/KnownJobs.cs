using System.Collections.Concurrent;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>
/// What never changes about jobs and is dear to ask for again: how they were submitted, and how many tasks of an ended array were called off. Thread-safe;
/// forgets all when it has grown large.
/// </summary>
internal sealed class KnownJobs
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, JobFacts> _facts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _cancelled = new(StringComparer.Ordinal);

    /// <param name="name">The full name of the job.</param>
    public JobFacts? Find(string name) => _facts.TryGetValue(name, out var facts) ? facts : null;

    public void Note(string name, JobFacts facts) => Add(_facts, name, facts);

    /// <summary>How many tasks of an ended array were called off.</summary>
    public int? FindCancelled(string name) => _cancelled.TryGetValue(name, out var count) ? count : null;

    public void NoteCancelled(string name, int count) => Add(_cancelled, name, count);

    private static void Add<T>(ConcurrentDictionary<string, T> known, string name, T value)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[name] = value;
    }
}
