using System.Diagnostics.CodeAnalysis;

namespace MultiBatch.JobFiles.Syntax;

/// <summary>Keys with values, in the order of the file; each key once.</summary>
internal sealed class MappingNode(Position start) : Node(start)
{
    private readonly List<MappingEntry> _entries = [];
    private readonly Dictionary<string, MappingEntry> _byKey = new(StringComparer.Ordinal);

    public IReadOnlyList<MappingEntry> Entries => _entries;

    /// <summary>Adds an entry; false when the key is there already, and then nothing is changed.</summary>
    public bool TryAdd(MappingEntry entry)
    {
        if (_byKey.ContainsKey(entry.Key))
        {
            return false;
        }

        _byKey.Add(entry.Key, entry);
        _entries.Add(entry);
        Hold(entry.Value);
        return true;
    }

    public bool TryGet(string key, [MaybeNullWhen(false)] out MappingEntry entry) => _byKey.TryGetValue(key, out entry);

    public bool Has(string key) => _byKey.ContainsKey(key);

    /// <summary>A mapping at the same place with some of the entries.</summary>
    public MappingNode Where(Func<MappingEntry, bool> keep)
    {
        var copy = new MappingNode(Start);
        foreach (var entry in _entries.Where(keep))
        {
            copy.TryAdd(entry);
        }

        return copy;
    }
}
