using System.Collections.Concurrent;
using MultiBatch.Providers.Azure.Planning;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>What this process knows of jobs and what never changes: where they are, how they are put together; and why it stopped some. Thread-safe.</summary>
internal sealed class KnownJobs
{
    // Enough for whatever is under way at a time; it is only a memory.
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<string, DependencyFacts> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Where a job is, and its size; null when it is not known. Whether its Azure job is open is not kept.</summary>
    public DependencyFacts? Find(string id) => _jobs.TryGetValue(id, out var job) ? job : null;

    public void Note(string id, string generation, int? size) => Add(_jobs, id, new DependencyFacts { Generation = generation, Size = size });

    public string? FindStopReason(string generation, string taskId) => _reasons.TryGetValue(generation + "/" + taskId, out var reason) ? reason : null;

    public void NoteStop(string generation, string taskId, string reason) => Add(_reasons, generation + "/" + taskId, reason);

    private static void Add<T>(ConcurrentDictionary<string, T> known, string key, T value)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[key] = value;
    }
}
