using System.Collections.Concurrent;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// What this process knows of submissions that did not go through at once: the ids of the parts that did, and when a reply was lost.
/// Thread-safe.
/// </summary>
internal sealed class SentParts
{
    // Far above what is under way at a time; those that are given up are forgotten together, now and then.
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<SubmissionId, Entry> _entries = new();

    public Entry Of(SubmissionId id)
    {
        if (_entries.Count >= Most)
        {
            _entries.Clear();
        }

        return _entries.GetOrAdd(id, _ => new Entry());
    }

    public Entry? Find(SubmissionId id) => _entries.TryGetValue(id, out var entry) ? entry : null;

    public void Forget(SubmissionId id) => _entries.TryRemove(id, out _);

    internal sealed class Entry
    {
        private readonly ConcurrentDictionary<int, string> _ids = new();

        /// <summary>When a reply was lost last, by the clock's timestamp; null when none was.</summary>
        public long? LostAt { get; set; }

        public void Note(int part, string id) => _ids[part] = id;

        public string? Find(int part) => _ids.TryGetValue(part, out var id) ? id : null;
    }
}
