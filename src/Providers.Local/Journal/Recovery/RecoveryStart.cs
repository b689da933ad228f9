using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Recovery;

/// <summary>Chooses from which snapshot a state is rebuilt.</summary>
internal static class RecoveryStart
{
    /// <summary>The number of the first journal file; what comes before it is in the snapshot of the same number, if any.</summary>
    public const long FirstJournal = 1;

    /// <summary>
    /// The newest intact snapshot that all later journal files follow; null when the state is rebuilt from journal files alone.
    /// </summary>
    /// <exception cref="BatchException">No snapshot leads to the newest state.</exception>
    public static long? Choose(IStateFolder folder, FolderContents contents, ILogger logger, CancellationToken cancellationToken)
    {
        var isWholeHistoryThere = contents.FindGap(FirstJournal) is null;
        var snapshots = contents.Snapshots.Reverse().ToList();
        BatchException? firstProblem = null;
        for (var index = 0; index < snapshots.Count; index++)
        {
            // A snapshot without alternative is checked while it is read.
            var hasAlternative = isWholeHistoryThere || index + 1 < snapshots.Count;
            var problem = FindProblem(folder, contents, snapshots[index], hasAlternative, cancellationToken);
            if (problem is null)
            {
                return snapshots[index];
            }

            firstProblem ??= problem;
            JournalLog.SnapshotPassedOver(logger, problem);
        }

        if (contents.IsEmpty || isWholeHistoryThere)
        {
            return null;
        }

        throw firstProblem ?? JournalErrors.Missing(
            folder.Path,
            StateFileName.Of(FileKind.Journal, contents.FindGap(FirstJournal)!.Value),
            StateFileName.Of(FileKind.Journal, contents.Journals.Max));
    }

    private static BatchException? FindProblem(
        IStateFolder folder,
        FolderContents contents,
        long snapshot,
        bool verify,
        CancellationToken cancellationToken)
    {
        if (contents.FindGap(snapshot) is { } gap)
        {
            return JournalErrors.Missing(
                folder.Path,
                StateFileName.Of(FileKind.Journal, gap),
                StateFileName.Of(FileKind.Snapshot, snapshot));
        }

        if (!verify)
        {
            return null;
        }

        try
        {
            GuardedFile.ReadComplete(folder, FileKind.Snapshot, snapshot, _ => { }, cancellationToken);
            return null;
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.Provider)
        {
            return error;
        }
    }
}
