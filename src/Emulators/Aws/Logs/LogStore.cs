using System.Collections.Concurrent;
using MultiBatch.Emulators.Execution;

namespace MultiBatch.Emulators.Aws.Logs;

/// <summary>The log streams there are; they outlive the history of their jobs. Safe for use by several threads.</summary>
internal sealed class LogStore
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LogStream>> _groups = new(StringComparer.Ordinal);

    public void Add(string group, string name, TaskRun run, DateTimeOffset createdAt) =>
        _groups.GetOrAdd(group, _ => new ConcurrentDictionary<string, LogStream>(StringComparer.Ordinal))[name] = new LogStream(group, name, run, createdAt);

    /// <summary>The streams of a group by name; null when there is no such group.</summary>
    public IReadOnlyDictionary<string, LogStream>? Find(string group) => _groups.GetValueOrDefault(group);
}
