using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Journal.Commits;
using MultiBatch.Providers.Local.Journal.Recovery;
using MultiBatch.Providers.Local.Journal.Snapshots;

namespace MultiBatch.Providers.Local.Journal;

/// <summary>
/// The durable state of the engine: an append-only journal of changes with group commit, and snapshots that make it short again.
/// Thread-safe.
/// </summary>
/// <remarks>
/// <para>Records become durable in the order in which they were appended, and always a prefix of them: when one is found after a
/// crash, all before it are found too.</para>
/// <para>After an error of the disk the journal stops for good: whoever waits gets the error, and nothing more is accepted or
/// acknowledged. Opening the folder again finds every acknowledged record.</para>
/// </remarks>
/// <typeparam name="TRecord">One change of the state.</typeparam>
/// <typeparam name="TItem">One part of a snapshot of the state; a snapshot may be a single item.</typeparam>
internal sealed class StateJournal<TRecord, TItem> : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly IDisposable _lock;
    private readonly CommitQueue<TRecord> _commits;
    private readonly SnapshotTaker<TRecord, TItem> _snapshots;
    private int _isDisposed;

    private StateJournal(JournalOptions<TRecord, TItem> options, OpenedJournal opened)
    {
        _logger = options.Logger;
        _lock = opened.Lock;
        Recovery = opened.Report;
        _commits = new CommitQueue<TRecord>(options.Folder.Path, options.Records, options.LazyDelay, options.Time);
        _snapshots = new SnapshotTaker<TRecord, TItem>(options, _commits, opened.Report);
        Stopped = CommitThread<TRecord>.Start(_commits, opened.File, options.FileSize.Bytes);
    }

    /// <summary>What was found when the journal was opened.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Why the journal stopped; null while it works.</summary>
    public BatchException? Failure => _commits.Failure;

    /// <summary>Completes, never with an error, once the journal writes nothing more: it was disposed or has a <see cref="Failure"/>.</summary>
    public Task Stopped { get; }

    /// <summary>What was made durable since opening.</summary>
    public JournalStatistics Statistics => _commits.Statistics;

    /// <summary>
    /// Whether a snapshot pays off now: as much journal as <see cref="JournalOptions{TRecord, TItem}.SnapshotAfter"/> and as the last
    /// snapshot has gathered, and none is being written. So the work for snapshots stays in proportion to the work recorded; but twice the
    /// first is always enough, so that the next start does not have to repeat more than that.
    /// </summary>
    public bool IsSnapshotDue => _snapshots.IsDue;

    /// <summary>Whether a snapshot pays off for one that has nothing better to do: the next start is then a quick one.</summary>
    public bool IsSnapshotDueWhenIdle => _snapshots.IsDueWhenIdle;

    /// <summary>
    /// Takes the folder, hands the stored state to <paramref name="replay"/> and continues the journal. An interrupted write at its
    /// end is dropped, with a warning; anything else that is not as it was written is refused and left as it is.
    /// </summary>
    /// <exception cref="BatchException">
    /// <see cref="BatchErrorCode.Conflict"/>: the folder is in use; <see cref="BatchErrorCode.Unsupported"/>: a newer program wrote it;
    /// <see cref="BatchErrorCode.Provider"/>: it is damaged, or the disk has a fault; <see cref="BatchErrorCode.PermissionDenied"/>: it
    /// cannot be written; <see cref="BatchErrorCode.Unavailable"/>: the disk is full.
    /// </exception>
    public static Task<StateJournal<TRecord, TItem>> OpenAsync(
        JournalOptions<TRecord, TItem> options,
        IJournalReplay<TRecord, TItem> replay,
        CancellationToken cancellationToken) =>
        Task.Run(
            () => new StateJournal<TRecord, TItem>(options, OpenedJournal.Open(options, replay, cancellationToken)),
            CancellationToken.None); // Not the caller's: a lock that was handed over must be released in any case.

    /// <summary>
    /// Adds a record without waiting: it becomes durable with the next one that is waited for, and within
    /// <see cref="JournalOptions{TRecord, TItem}.LazyDelay"/> or so in any case.
    /// </summary>
    /// <exception cref="BatchException">The journal has stopped, or the record is too long.</exception>
    public void Append(TRecord record) => _commits.Append(record);

    /// <summary>Adds a record at once, on the caller's thread; the task completes when it and all before it are durable.</summary>
    /// <param name="record">The record. It is serialized before this method returns and may be changed afterwards.</param>
    /// <param name="cancellationToken">
    /// Ends the waiting. Only when it is cancelled before the call is the record not added: cancelled later, the record still becomes
    /// durable, unless the journal stops first.
    /// </param>
    /// <exception cref="BatchException">
    /// The record was not written, and its effect says whether it may be found at the next start; or it is too long.
    /// </exception>
    public Task AppendAsync(TRecord record, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        try
        {
            return WaitAsync(_commits.AppendAsync(record), cancellationToken);
        }
        catch (Exception error) when (error is BatchException or ObjectDisposedException)
        {
            return Task.FromException(error);
        }
    }

    /// <summary>Completes when everything appended so far is durable.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the writing.</param>
    /// <exception cref="BatchException">The journal has stopped.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await WaitAsync(_commits.FlushAsync(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Stores the state as it is at this moment and deletes the journal files that led to it. The moment is that of the call: every
    /// record appended before it must be contained in <paramref name="items"/> and none appended after it. So a caller with one writing
    /// thread captures its state and calls this in one go. Appending goes on meanwhile.
    /// </summary>
    /// <param name="items">The state, enumerated once on another thread; it must not change with later records.</param>
    /// <param name="cancellationToken">Gives the snapshot up; the journal stays as it is.</param>
    /// <exception cref="BatchException">It could not be written. The state is complete without it, unless the journal stopped too.</exception>
    /// <exception cref="InvalidOperationException">A snapshot is being written already.</exception>
    public Task<SnapshotReport> SnapshotAsync(IEnumerable<TItem> items, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<SnapshotReport>(cancellationToken);
        }

        try
        {
            return _snapshots.TakeAsync(items, cancellationToken);
        }
        catch (Exception error) when (error is BatchException or ObjectDisposedException)
        {
            return Task.FromException<SnapshotReport>(error);
        }
    }

    /// <summary>
    /// Makes everything appended durable, notes that the journal was closed in good order and releases the folder. A snapshot in
    /// progress is given up.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _snapshots.CloseAsync().ConfigureAwait(false);
        _commits.Stop();
        await Stopped.ConfigureAwait(false);
        if (Failure is { } failure)
        {
            JournalLog.Stopped(_logger, failure);
        }

        _lock.Dispose();
        _snapshots.Dispose();
    }

    private static Task WaitAsync(Task durable, CancellationToken cancellationToken) =>
        durable.IsCompleted || !cancellationToken.CanBeCanceled
            ? durable
            : durable.WaitAsync(cancellationToken);
}
