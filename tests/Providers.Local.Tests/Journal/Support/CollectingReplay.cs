using MultiBatch.Providers.Local.Journal;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>Keeps what recovery hands over.</summary>
internal sealed class CollectingReplay : IJournalReplay<Change, Total>
{
    public List<int> Items { get; } = [];

    public List<Change> Records { get; } = [];

    /// <summary>The state that results: the ids in the snapshot, then those of the records.</summary>
    public IReadOnlyList<int> State => [.. Items, .. Records.Select(record => record.Id)];

    public void Restore(Total item)
    {
        Assert.Empty(Records);
        Items.Add(item.Id);
    }

    public void Apply(Change record) => Records.Add(record);
}
