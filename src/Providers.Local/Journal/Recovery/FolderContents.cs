using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Recovery;

/// <summary>The journal and snapshot files found in a state folder.</summary>
internal sealed class FolderContents
{
    private FolderContents(SortedSet<long> journals, SortedSet<long> snapshots, IReadOnlyList<string> leftOvers)
    {
        Journals = journals;
        Snapshots = snapshots;
        LeftOvers = leftOvers;
    }

    /// <summary>The numbers of the journal files.</summary>
    public SortedSet<long> Journals { get; }

    /// <summary>The numbers of the snapshots.</summary>
    public SortedSet<long> Snapshots { get; }

    /// <summary>The names of files that an interrupted run did not complete.</summary>
    public IReadOnlyList<string> LeftOvers { get; }

    /// <summary>Whether nothing was ever stored here.</summary>
    public bool IsEmpty => Journals.Count == 0 && Snapshots.Count == 0;

    public static FolderContents Of(IStateFolder folder)
    {
        var journals = new SortedSet<long>();
        var snapshots = new SortedSet<long>();
        var leftOvers = new List<string>();
        foreach (var name in folder.List())
        {
            if (StateFileName.TryParse(name, out var kind, out var number))
            {
                (kind == FileKind.Journal ? journals : snapshots).Add(number);
            }
            else if (StateFileName.IsLeftOver(name))
            {
                leftOvers.Add(name);
            }
        }

        return new FolderContents(journals, snapshots, leftOvers);
    }

    /// <summary>The first number from <paramref name="first"/> on that has no journal file although it or a later one is needed; or null.</summary>
    public long? FindGap(long first)
    {
        var expected = first;
        foreach (var number in Journals.GetViewBetween(first, long.MaxValue))
        {
            if (number != expected)
            {
                return expected;
            }

            expected++;
        }

        return expected == first ? first : null;
    }

    /// <summary>The files that nothing needs once the snapshot of <paramref name="number"/> is durable.</summary>
    public IEnumerable<string> SupersededBy(long number) =>
        Journals.Where(journal => journal < number).Select(journal => StateFileName.Of(FileKind.Journal, journal))
            .Concat(Snapshots.Where(snapshot => snapshot < number).Select(snapshot => StateFileName.Of(FileKind.Snapshot, snapshot)));
}
