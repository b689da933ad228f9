using MultiBatch.Providers.Local.Journal.Commits;
using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Recovery;
using MultiBatch.Providers.Local.Journal.Snapshots;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal;

/// <summary>A state folder that was taken, read and made ready to be continued.</summary>
internal sealed record OpenedJournal
{
    private OpenedJournal()
    {
    }

    /// <summary>The exclusive use of the folder.</summary>
    public required IDisposable Lock { get; init; }

    /// <summary>The journal file to continue.</summary>
    public required JournalFile File { get; init; }

    /// <summary>What was found.</summary>
    public required RecoveryReport Report { get; init; }

    /// <summary>Takes the folder and hands the stored state to <paramref name="replay"/>. Releases the folder when anything fails.</summary>
    public static OpenedJournal Open<TRecord, TItem>(
        JournalOptions<TRecord, TItem> options,
        IJournalReplay<TRecord, TItem> replay,
        CancellationToken cancellationToken)
    {
        var folderLock = options.HeldLock;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            folderLock ??= options.Folder.Lock();
            FolderFormat.Ensure(options.Folder);
            return Continue(options, replay, folderLock, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            folderLock?.Dispose();
            throw JournalErrors.CannotOpen(options.Folder.Path, error);
        }
        catch
        {
            folderLock?.Dispose();
            throw;
        }
    }

    private static OpenedJournal Continue<TRecord, TItem>(
        JournalOptions<TRecord, TItem> options,
        IJournalReplay<TRecord, TItem> replay,
        IDisposable folderLock,
        CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        var contents = FolderContents.Of(options.Folder);
        var report = new StateRecovery<TRecord, TItem>(options, replay).Run(contents, cancellationToken);
        var file = JournalFile.Open(options.Folder, report.LastJournal, report.LastJournalEnd, options.FailurePoint);
        if (report.LastJournalEnd is { CutLength: > 0 } end)
        {
            var path = Path.Combine(options.Folder.Path, StateFileName.Of(FileKind.Journal, report.LastJournal));
            JournalLog.TailDropped(options.Logger, path, end.Length, end.CutLength);
        }

        var duration = options.Time.GetElapsedTime(started);
        JournalLog.Recovered(options.Logger, options.Folder.Path, report.Items, report.Records, duration, report.WasClosed);
        CleanUp(options, contents, report);
        return new OpenedJournal { Lock = folderLock, File = file, Report = report };
    }

    /// <summary>Deletes what an interrupted run left behind.</summary>
    private static void CleanUp<TRecord, TItem>(JournalOptions<TRecord, TItem> options, FolderContents contents, RecoveryReport report)
    {
        ObsoleteFiles.Delete(options.Folder, contents.LeftOvers, options.Logger);

        // A snapshot that was passed over as damaged is kept for whoever looks into it.
        if (report.Snapshot is { } snapshot)
        {
            ObsoleteFiles.Delete(options.Folder, contents.SupersededBy(snapshot), options.Logger);
        }
    }
}
