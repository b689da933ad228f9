using System.Globalization;

namespace MultiBatch.Providers.Local.Journal.Format;

/// <summary>The names of the files in a state folder.</summary>
internal static class StateFileName
{
    /// <summary>Added to the name of a file that is not complete yet; such a file is never read.</summary>
    public const string TemporarySuffix = ".tmp";

    private const string JournalPrefix = "journal-";
    private const string JournalSuffix = ".log";
    private const string SnapshotPrefix = "snapshot-";
    private const string SnapshotSuffix = ".jsonl";

    /// <summary>The name of the file of this kind and number; names sort as the numbers do.</summary>
    public static string Of(FileKind kind, long number)
    {
        var digits = number.ToString("D10", CultureInfo.InvariantCulture);
        return kind == FileKind.Journal ? JournalPrefix + digits + JournalSuffix : SnapshotPrefix + digits + SnapshotSuffix;
    }

    /// <summary>Reads a name that <see cref="Of"/> made; any other file is not ours.</summary>
    public static bool TryParse(string name, out FileKind kind, out long number)
    {
        kind = name.StartsWith(SnapshotPrefix, StringComparison.Ordinal) ? FileKind.Snapshot : FileKind.Journal;
        var (prefix, suffix) = kind == FileKind.Journal ? (JournalPrefix, JournalSuffix) : (SnapshotPrefix, SnapshotSuffix);
        number = 0;
        if (name.Length <= prefix.Length + suffix.Length)
        {
            return false;
        }

        var digits = name.Substring(prefix.Length, name.Length - prefix.Length - suffix.Length);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && Of(kind, number) == name;
    }

    /// <summary>Whether this is the unfinished form of one of our files, left behind by an interrupted run.</summary>
    public static bool IsLeftOver(string name) =>
        name.EndsWith(TemporarySuffix, StringComparison.Ordinal)
        && TryParse(name.Substring(0, name.Length - TemporarySuffix.Length), out _, out _);
}
