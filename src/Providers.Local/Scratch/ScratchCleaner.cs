namespace MultiBatch.Providers.Local.Scratch;

/// <summary>
/// Removes the scratch folders of ended attempts late and many at a time. Where thousands of files were just removed, a file
/// system such as ext4 makes new ones several times slower, so nothing is removed while attempts are being started, unless it
/// has waited too long.
/// </summary>
internal sealed class ScratchCleaner : IDisposable
{
    private const int BatchSize = 1000;
    private const int MostPending = 100_000;
    private const int MostTries = 3;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private readonly Queue<Pending> _pending = new();
    private readonly SemaphoreSlim _removing = new(1, 1);
    private readonly AttemptFolders _folders;
    private readonly FolderRemover _remover;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _disposed;

    public ScratchCleaner(AttemptFolders folders, TimeProvider time)
    {
        _folders = folders;
        _remover = new FolderRemover(folders.Root);
        _time = time;
        _timer = time.CreateTimer(_ => OnTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Removes the scratch folder of an ended attempt, or all of its folder, some time later.</summary>
    public void Remove(string attemptId, Retention retention) => Add(new Pending(_folders.Locate(attemptId), retention, _time.GetUtcNow(), 1));

    /// <summary>Removes now what is waiting to be removed.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (await RemoveBatchAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Brings every folder to what it should be, when the engine starts: attempts that nobody knows are removed, and what an
    /// earlier engine had not yet come to.
    /// </summary>
    /// <returns>The number of attempts of which something is to be removed.</returns>
    public int Sweep(Func<string, Retention> retentionOf)
    {
        _remover.RemoveMoved();
        var count = 0;
        foreach (var id in _folders.List())
        {
            var retention = retentionOf(id);
            var paths = _folders.Locate(id);
            if (retention == Retention.Nothing || (retention == Retention.Logs && (Directory.Exists(paths.WorkFolder) || File.Exists(paths.ScriptFile))))
            {
                Remove(id, retention);
                count++;
            }
        }

        return count;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Add(Pending item)
    {
        lock (_gate)
        {
            _pending.Enqueue(item);
            if (_pending.Count == 1 && !_disposed)
            {
                _timer.Change(Quiet, Quiet);
            }
        }
    }

    private void OnTick()
    {
        lock (_gate)
        {
            if (_disposed || !IsDue())
            {
                return;
            }
        }

        _ = Task.Run(() => RemoveBatchAsync(CancellationToken.None));
    }

    private bool IsDue() =>
        _pending.Count > 0 &&
        (_pending.Count > MostPending ||
         _time.GetElapsedTime(_folders.LastCreation) >= Quiet ||
         _time.GetUtcNow() - _pending.Peek().Since >= LongestWait);

    /// <returns>Whether something is left to do now.</returns>
    private async Task<bool> RemoveBatchAsync(CancellationToken cancellationToken)
    {
        await _removing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var item in TakeBatch())
            {
                if (!Remove(item) && item.Try < MostTries)
                {
                    Add(item.Again());
                }
            }
        }
        finally
        {
            _removing.Release();
        }

        lock (_gate)
        {
            return _pending.Count > 0;
        }
    }

    private List<Pending> TakeBatch()
    {
        var batch = new List<Pending>();
        lock (_gate)
        {
            while (batch.Count < BatchSize && _pending.Count > 0)
            {
                batch.Add(_pending.Dequeue());
            }

            if (_pending.Count == 0 && !_disposed)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        return batch;
    }

    private bool Remove(Pending item) => item.Retention switch
    {
        Retention.Nothing => _remover.Remove(item.Paths.Folder),
        Retention.Logs => _remover.Remove(item.Paths.WorkFolder) & _remover.Remove(item.Paths.ScriptFile),
        _ => true,
    };

    private sealed class Pending
    {
        public Pending(AttemptPaths paths, Retention retention, DateTimeOffset since, int tryNumber)
        {
            Paths = paths;
            Retention = retention;
            Since = since;
            Try = tryNumber;
        }

        public AttemptPaths Paths { get; }

        public Retention Retention { get; }

        public DateTimeOffset Since { get; }

        public int Try { get; }

        public Pending Again() => new(Paths, Retention, Since, Try + 1);
    }
}
