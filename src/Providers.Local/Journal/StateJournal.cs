using MultiBatch.Providers.Local.Journal.Commits;
using MultiBatch.Providers.Local.Journal.Recovery;
using MultiBatch.Providers.Local.Journal.Snapshots;
using MultiBatch.Providers.Local.Journal.Storage;

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
    private readonly JournalOptions<TRecord, TItem> _options;
    private readonly IDisposable _lock;
    private readonly GroupCommit<TRecord> _commits;
    private readonly CancellationTokenSource _closing = new();
    private readonly object _gate = new();
    private Task? _lastSnapshot;
    private bool _isSnapshotting;
    private long _unsnapshotted;
    private long _snapshotBytes;
    private bool _isDisposed;

    private StateJournal(JournalOptions<TRecord, TItem> options, IDisposable folderLock, JournalFile file, RecoveryReport report)
    {
        _options = options;
        _lock = folderLock;
        Recovery = report;
        _unsnapshotted = report.JournalBytes;
        _snapshotBytes = report.SnapshotBytes;
        _commits = new GroupCommit<TRecord>(
            file,
            options.Folder.Path,
            options.Records,
            options.FileSize.Bytes,
            options.LazyDelay,
            options.Time);
    }

    /// <summary>What was found when the journal was opened.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Why the journal stopped; null while it works.</summary>
    public BatchException? Failure => _commits.Failure;

    /// <summary>Completes, never with an error, once the journal writes nothing more: it was disposed or has a <see cref="Failure"/>.</summary>
    public Task Stopped => _commits.Stopped;

    /// <summary>What was made durable since opening.</summary>
    public JournalStatistics Statistics => _commits.Statistics;

    /// <summary>
    /// Whether a snapshot pays off now: as much journal as <see cref="JournalOptions{TRecord, TItem}.SnapshotAfter"/> and as the last
    /// snapshot has gathered, and none is being written. So the work for snapshots stays in proportion to the work recorded.
    /// </summary>
    public bool IsSnapshotDue
    {
        get
        {
            lock (_gate)
            {
                return !_isSnapshotting
                    && !_isDisposed
                    && _unsnapshotted + _commits.Statistics.Bytes >= Math.Max(_options.SnapshotAfter.Bytes, _snapshotBytes);
            }
        }
    }

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
            () => Open(options, replay, cancellationToken),
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

        lock (_gate)
        {
            if (_isSnapshotting)
            {
                throw new InvalidOperationException("A snapshot is being written already; wait for it.");
            }

            try
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                var whenCut = _commits.CutAsync();
                _isSnapshotting = true;
                var snapshot = WriteSnapshotAsync(whenCut, items, cancellationToken);
                _lastSnapshot = snapshot;
                return snapshot;
            }
            catch (Exception error) when (error is BatchException or ObjectDisposedException)
            {
                return Task.FromException<SnapshotReport>(error);
            }
        }
    }

    /// <summary>
    /// Makes everything appended durable, notes that the journal was closed in good order and releases the folder. A snapshot in
    /// progress is given up.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Task? snapshot;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            snapshot = _lastSnapshot;
        }

        _closing.Cancel();
        if (snapshot is not null)
        {
            await Task.WhenAny(snapshot).ConfigureAwait(false);
            _ = snapshot.Exception;
        }

        _commits.Stop();
        await _commits.Stopped.ConfigureAwait(false);
        if (_commits.Failure is { } failure)
        {
            JournalLog.Stopped(_options.Logger, failure);
        }

        _lock.Dispose();
        _closing.Dispose();
    }

    private static StateJournal<TRecord, TItem> Open(
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
            var started = options.Time.GetTimestamp();
            var contents = FolderContents.Of(options.Folder);
            var report = new StateRecovery<TRecord, TItem>(options, replay).Run(contents, cancellationToken);
            var file = JournalFile.Open(options.Folder, report.LastJournal, report.LastJournalEnd, options.FailurePoint);
            Tell(options, report, options.Time.GetElapsedTime(started));
            CleanUp(options, contents, report);
            return new StateJournal<TRecord, TItem>(options, folderLock, file, report);
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

    private static void Tell(JournalOptions<TRecord, TItem> options, RecoveryReport report, TimeSpan duration)
    {
        if (report.LastJournalEnd is { CutLength: > 0 } end)
        {
            var file = Format.StateFileName.Of(Format.FileKind.Journal, report.LastJournal);
            JournalLog.TailDropped(options.Logger, Path.Combine(options.Folder.Path, file), end.Length, end.CutLength);
        }

        JournalLog.Recovered(options.Logger, options.Folder.Path, report.Items, report.Records, duration, report.WasClosed);
    }

    /// <summary>Deletes what an interrupted run left behind.</summary>
    private static void CleanUp(JournalOptions<TRecord, TItem> options, FolderContents contents, RecoveryReport report)
    {
        Delete(options, contents.LeftOvers);

        // A snapshot that was passed over as damaged is kept for whoever looks into it.
        if (report.Snapshot is { } snapshot)
        {
            Delete(options, contents.SupersededBy(snapshot));
        }
    }

    private static void Delete(JournalOptions<TRecord, TItem> options, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            try
            {
                options.Folder.Delete(name);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                JournalLog.NotDeleted(options.Logger, error, name);
            }
        }
    }

    private static Task WaitAsync(Task durable, CancellationToken cancellationToken) =>
        durable.IsCompleted || !cancellationToken.CanBeCanceled
            ? durable
            : durable.WaitAsync(cancellationToken);

    private async Task<SnapshotReport> WriteSnapshotAsync(Task<JournalCut> whenCut, IEnumerable<TItem> items, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            var cut = await whenCut.ConfigureAwait(false);
            lock (_gate)
            {
                // Also when the snapshot fails: the next try then waits for as much journal again instead of following at once.
                _unsnapshotted = -cut.Bytes;
            }

            return await Task.Run(() => WriteSnapshot(cut.FileNumber, items, stop.Token), stop.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _isSnapshotting = false;
            }
        }
    }

    private SnapshotReport WriteSnapshot(long number, IEnumerable<TItem> items, CancellationToken cancellationToken)
    {
        try
        {
            _options.FailurePoint?.Invoke(JournalPoint.SnapshotStarts);
            var report = SnapshotFile.Write(_options.Folder, number, items, _options.Items, _options.FailurePoint, cancellationToken);
            _options.FailurePoint?.Invoke(JournalPoint.SnapshotPublished);
            Delete(_options, FolderContents.Of(_options.Folder).SupersededBy(number));
            _options.FailurePoint?.Invoke(JournalPoint.SnapshotCleaned);
            JournalLog.SnapshotWritten(_options.Logger, _options.Folder.Path, number, report.Items, report.Bytes);
            lock (_gate)
            {
                _snapshotBytes = report.Bytes;
            }

            return report;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.SnapshotNotWritten(_options.Folder.Path, error);
        }
    }
}
