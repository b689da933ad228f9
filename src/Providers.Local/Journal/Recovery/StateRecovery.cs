using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Recovery;

/// <summary>Reads a state folder: the newest snapshot, then the journal files after it. Changes no journal or snapshot.</summary>
internal sealed class StateRecovery<TRecord, TItem>
{
    private readonly JournalOptions<TRecord, TItem> _options;
    private readonly IStateFolder _folder;
    private readonly IJournalReplay<TRecord, TItem> _replay;

    public StateRecovery(JournalOptions<TRecord, TItem> options, IJournalReplay<TRecord, TItem> replay)
    {
        _options = options;
        _folder = options.Folder;
        _replay = replay;
    }

    /// <summary>Hands the stored state to the replay.</summary>
    /// <exception cref="BatchException">The folder is damaged, incomplete or in a newer format.</exception>
    public RecoveryReport Run(FolderContents contents, CancellationToken cancellationToken)
    {
        var snapshot = RecoveryStart.Choose(_folder, contents, _options.Logger, cancellationToken);
        var items = snapshot is { } number
            ? GuardedFile.ReadComplete(_folder, FileKind.Snapshot, number, json => _replay.Restore(_options.Items.Read(json)), cancellationToken)
            : null;
        var report = new RecoveryReport
        {
            Snapshot = snapshot,
            Items = items?.Records ?? 0,
            SnapshotBytes = items?.Length ?? 0,
            Records = 0,
            JournalBytes = 0,
            LastJournal = snapshot ?? RecoveryStart.FirstJournal,
            LastJournalEnd = null,
        };
        foreach (var journal in contents.Journals.GetViewBetween(report.LastJournal, long.MaxValue))
        {
            var end = ReadJournal(journal, journal == contents.Journals.Max, cancellationToken);
            report = report with
            {
                Records = report.Records + end.Records,
                JournalBytes = report.JournalBytes + end.Length,
                LastJournal = journal,
                LastJournalEnd = end,
            };
        }

        return report;
    }

    private GuardedFileEnd ReadJournal(long number, bool isLast, CancellationToken cancellationToken)
    {
        return isLast
            ? GuardedFile.ReadLast(_folder, number, Apply, cancellationToken)
            : GuardedFile.ReadComplete(_folder, FileKind.Journal, number, Apply, cancellationToken);

        void Apply(ReadOnlySpan<byte> json) => _replay.Apply(_options.Records.Read(json));
    }
}
