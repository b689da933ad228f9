using System.Collections.Concurrent;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// What never changes about jobs and is dear to ask for again: shapes, native parts, how many of the children of an ended array were called off.
/// Thread-safe; forgets all when it has grown large.
/// </summary>
internal sealed class KnownJobs
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, JobShape> _shapes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _parts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _cancelled = new(StringComparer.Ordinal);

    public JobShape? FindShape(string id) => _shapes.TryGetValue(id, out var shape) ? shape : null;

    public void Note(string id, JobShape shape) => Add(_shapes, id, shape);

    /// <summary>The native ids of all parts of a job, by the id of its first.</summary>
    public IReadOnlyList<string>? FindParts(string id) => _parts.TryGetValue(id, out var parts) ? parts : null;

    public void NoteParts(string id, IReadOnlyList<string> parts) => Add(_parts, id, parts);

    /// <summary>How many children of an ended native array were called off.</summary>
    public int? FindCancelled(string id) => _cancelled.TryGetValue(id, out var count) ? count : null;

    public void NoteCancelled(string id, int count) => Add(_cancelled, id, count);

    private static void Add<T>(ConcurrentDictionary<string, T> known, string id, T value)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[id] = value;
    }
}
