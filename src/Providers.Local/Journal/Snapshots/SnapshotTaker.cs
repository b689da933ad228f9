using MultiBatch.Providers.Local.Journal.Commits;
using MultiBatch.Providers.Local.Journal.Recovery;

namespace MultiBatch.Providers.Local.Journal.Snapshots;

/// <summary>Takes one snapshot at a time, and knows when the next one pays off. Thread-safe.</summary>
internal sealed class SnapshotTaker<TRecord, TItem> : IDisposable
{
    private readonly JournalOptions<TRecord, TItem> _options;
    private readonly CommitQueue<TRecord> _commits;
    private readonly CancellationTokenSource _closing = new();
    private readonly object _gate = new();
    private Task _last = Task.CompletedTask;
    private bool _isRunning;
    private bool _isClosed;
    private long _bytesBefore;
    private long _snapshotBytes;

    public SnapshotTaker(JournalOptions<TRecord, TItem> options, CommitQueue<TRecord> commits, RecoveryReport report)
    {
        _options = options;
        _commits = commits;
        _bytesBefore = -report.JournalBytes;
        _snapshotBytes = report.SnapshotBytes;
    }

    /// <summary>
    /// Whether as much journal has gathered as the options say and as the last snapshot was large, but no more than twice what the options say,
    /// and none is running.
    /// </summary>
    public bool IsDue => HasGathered(Math.Max(_options.SnapshotAfter.Bytes, Math.Min(SnapshotBytes, 2 * _options.SnapshotAfter.Bytes)));

    /// <summary>As <see cref="IsDue"/>, of one that has nothing better to do: then less is enough.</summary>
    public bool IsDueWhenIdle => HasGathered(Math.Max(_options.SnapshotAfter.Bytes / 4, SnapshotBytes / 8));

    private long SnapshotBytes
    {
        get
        {
            lock (_gate)
            {
                return _snapshotBytes;
            }
        }
    }

    /// <summary>Cuts the journal at this moment and writes <paramref name="items"/> as the state at the cut.</summary>
    public Task<SnapshotReport> TakeAsync(IEnumerable<TItem> items, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_isRunning)
            {
                throw new InvalidOperationException("A snapshot is being written already; wait for it.");
            }

            var whenCut = _commits.CutAsync();
            _isRunning = true;
            var snapshot = TakeAsync(whenCut, items, cancellationToken);
            _last = snapshot;
            return snapshot;
        }
    }

    /// <summary>Starts no more snapshots and gives up the one that is running, if any; completes, without its error, when it has ended.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _closing.Cancel();
        return Task.WhenAny(_last);
    }

    /// <inheritdoc/>
    public void Dispose() => _closing.Dispose();

    private bool HasGathered(long bytes)
    {
        lock (_gate)
        {
            return !_isRunning && !_isClosed && _commits.Statistics.Bytes - _bytesBefore >= bytes;
        }
    }

    private async Task<SnapshotReport> TakeAsync(Task<JournalCut> whenCut, IEnumerable<TItem> items, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            var cut = await whenCut.ConfigureAwait(false);
            lock (_gate)
            {
                // Also when the snapshot fails: the next try then waits for as much journal again instead of following at once.
                _bytesBefore = cut.Bytes;
            }

            return await Task.Run(() => Write(cut.FileNumber, items, stop.Token), stop.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _isRunning = false;
            }
        }
    }

    private SnapshotReport Write(long number, IEnumerable<TItem> items, CancellationToken cancellationToken)
    {
        try
        {
            _options.FailurePoint?.Invoke(JournalPoint.SnapshotStarts);
            var report = SnapshotFile.Write(_options.Folder, number, items, _options.Items, _options.FailurePoint, cancellationToken);
            _options.FailurePoint?.Invoke(JournalPoint.SnapshotPublished);
            ObsoleteFiles.Delete(_options.Folder, FolderContents.Of(_options.Folder).SupersededBy(number), _options.Logger);
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
