using MultiBatch.Definitions;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>The job definitions, by name and revision.</summary>
internal sealed class DefinitionTable
{
    private readonly SortedDictionary<string, SortedDictionary<int, JobDefinition>> _byName = new(StringComparer.Ordinal);

    /// <summary>All revisions, by name and number.</summary>
    public IEnumerable<JobDefinition> All => _byName.Values.SelectMany(revisions => revisions.Values);

    public JobDefinition? Find(string name, int revision) =>
        _byName.TryGetValue(name, out var revisions) && revisions.TryGetValue(revision, out var definition) ? definition : null;

    public JobDefinition? FindLatestActive(string name) =>
        _byName.TryGetValue(name, out var revisions) ? revisions.Values.LastOrDefault(definition => definition.IsActive) : null;

    /// <summary>The revision that a new one of this name gets.</summary>
    public int NextRevision(string name) => _byName.TryGetValue(name, out var revisions) ? revisions.Keys.Last() + 1 : 1;

    public void Put(JobDefinition definition)
    {
        if (!_byName.TryGetValue(definition.Name, out var revisions))
        {
            _byName.Add(definition.Name, revisions = []);
        }

        revisions[definition.Revision] = definition;
    }
}
