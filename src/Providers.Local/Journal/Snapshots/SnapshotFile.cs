using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Snapshots;

/// <summary>Writes a snapshot item by item with bounded memory and publishes it in one step.</summary>
internal static class SnapshotFile
{
    private const int WriteSize = 256 * 1024;

    // One sync of everything at the end would hold up the journal's own syncs for as long as the disk needs.
    private const long SyncEvery = 32 * 1024 * 1024;

    /// <summary>Writes the snapshot that stands for every journal file before <paramref name="number"/>.</summary>
    /// <returns>How many items there were and how large the file is.</returns>
    public static SnapshotReport Write<TItem>(
        IStateFolder folder,
        long number,
        IEnumerable<TItem> items,
        IRecordSerializer<TItem> serializer,
        Action<string>? failurePoint,
        CancellationToken cancellationToken)
    {
        var name = StateFileName.Of(FileKind.Snapshot, number);
        var temporary = name + StateFileName.TemporarySuffix;
        try
        {
            var report = WriteItems(folder, temporary, number, items, serializer, cancellationToken);
            failurePoint?.Invoke(JournalPoint.SnapshotWritten);
            folder.Rename(temporary, name);
            folder.Sync();
            return report;
        }
        catch
        {
            TryDelete(folder, temporary);
            throw;
        }
    }

    private static SnapshotReport WriteItems<TItem>(
        IStateFolder folder,
        string name,
        long number,
        IEnumerable<TItem> items,
        IRecordSerializer<TItem> serializer,
        CancellationToken cancellationToken)
    {
        using var file = folder.Create(name);
        var lines = new LineBuffer();
        long count = 0;
        long bytes = 0;
        long unsynced = 0;
        lines.Add(LineFormat.Control, ControlLine.HeaderOf(FileKind.Snapshot, number), ControlLine.Serializer);
        foreach (var item in items)
        {
            lines.Add(LineFormat.Follows, item, serializer);
            count++;
            if (lines.Length >= WriteSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteOut();
            }
        }

        lines.Add(LineFormat.Control, ControlLine.EndAfter(count), ControlLine.Serializer);
        WriteOut();
        cancellationToken.ThrowIfCancellationRequested();
        file.Sync();
        return new SnapshotReport { Number = number, Items = count, Bytes = bytes };

        void WriteOut()
        {
            file.Write(lines.Bytes, 0, lines.Length);
            bytes += lines.Length;
            unsynced += lines.Length;
            lines.Clear();
            if (unsynced >= SyncEvery)
            {
                file.Sync();
                unsynced = 0;
            }
        }
    }

    private static void TryDelete(IStateFolder folder, string name)
    {
        try
        {
            folder.Delete(name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next opening deletes it; the error that led here is the one to report.
        }
    }
}
