using MultiBatch.Providers.Local.Journal.Format;

namespace MultiBatch.Providers.Local.Journal.Commits;

/// <summary>
/// Gathers records while the disk is busy, so that all of them become durable at once; the other end belongs to a
/// <see cref="CommitThread{TRecord}"/>. Thread-safe.
/// </summary>
/// <typeparam name="TRecord">One change of the state.</typeparam>
internal sealed class CommitQueue<TRecord> : IDisposable
{
    // Beyond this a batch is handed over as it is, so that one write stays of a reasonable size.
    private const int LargestBatch = 8 * 1024 * 1024;
    private const int SparesKept = 2;

    private readonly object _gate = new();
    private readonly IRecordSerializer<TRecord> _serializer;
    private readonly string _folder;
    private readonly TimeSpan _lazyDelay;
    private readonly ITimer _lazyTimer;
    private readonly Queue<CommitBatch> _handedOver = new();
    private readonly Stack<LineBuffer> _spares = new();
    private CommitBatch _gathering = new(new LineBuffer());
    private CommitBatch? _writing;
    private BatchException? _failure;
    private JournalStatistics _statistics;
    private bool _isWanted;
    private bool _isLazyTimerSet;
    private bool _isStopping;

    public CommitQueue(string folder, IRecordSerializer<TRecord> serializer, TimeSpan lazyDelay, TimeProvider time)
    {
        _folder = folder;
        _serializer = serializer;
        _lazyDelay = lazyDelay;
        _lazyTimer = time.CreateTimer(_ => CommitNow(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why nothing is accepted any more, or null.</summary>
    public BatchException? Failure => Volatile.Read(ref _failure);

    /// <summary>What was done since opening.</summary>
    public JournalStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _statistics;
            }
        }
    }

    /// <summary>Adds a record that becomes durable soon.</summary>
    public void Append(TRecord record)
    {
        lock (_gate)
        {
            Add(record);
            if (!_isWanted && !_isLazyTimerSet)
            {
                _isLazyTimerSet = true;
                _lazyTimer.Change(_lazyDelay, Timeout.InfiniteTimeSpan);
            }

            HandOverIfLarge();
        }
    }

    /// <summary>Adds a record; the result completes when it and all before it are durable.</summary>
    public Task AppendAsync(TRecord record)
    {
        lock (_gate)
        {
            Add(record);
            var durable = _gathering.WhenDurable();
            Want();
            HandOverIfLarge();
            return durable;
        }
    }

    /// <summary>Completes when everything added so far is durable.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            if (!_gathering.IsEmpty)
            {
                ThrowIfUnusable();
                Want();
                return _gathering.WhenDurable();
            }

            // Batches are written in order, so the youngest one stands for all.
            var youngest = _handedOver.Count > 0 ? _handedOver.Last() : _writing;
            if (youngest is not null)
            {
                return youngest.WhenDurable();
            }

            ThrowIfUnusable();
            return Task.CompletedTask;
        }
    }

    /// <summary>Ends the journal file after the records added so far; completes when the next file is durable.</summary>
    public Task<JournalCut> CutAsync()
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            var cut = _gathering.WhenCut();
            HandOver();
            return cut;
        }
    }

    /// <summary>Takes no more records; <see cref="Take"/> hands out what is left and then ends.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for the next batch to write.</summary>
    /// <returns>Null once the queue was stopped and is empty.</returns>
    public CommitBatch? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_handedOver.Count > 0)
                {
                    return _writing = _handedOver.Dequeue();
                }

                if (!_gathering.IsEmpty && (_isWanted || _isStopping))
                {
                    return _writing = StartNextBatch();
                }

                if (_isStopping)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Tells everybody who waits for the batch taken last that its records are durable.</summary>
    public void SetDurable(CommitBatch batch)
    {
        lock (_gate)
        {
            if (batch.Lines.Length > 0)
            {
                _statistics = _statistics.With(batch.Lines.Lines, batch.Lines.Length);
            }

            batch.SetDurable();
        }
    }

    /// <summary>Ends the work on the batch taken last; the journal goes on in the file of this number.</summary>
    public void SetDone(CommitBatch batch, long fileNumber)
    {
        lock (_gate)
        {
            batch.SetCut(new JournalCut(fileNumber, _statistics.Bytes));
            _writing = null;
            if (_spares.Count < SparesKept)
            {
                batch.Lines.Clear();
                _spares.Push(batch.Lines);
            }
        }
    }

    /// <summary>Takes no more records and tells everybody who waits.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="effect">Whether the batch taken last may be found at the next start.</param>
    public void Fail(Exception error, BatchEffect effect)
    {
        lock (_gate)
        {
            _failure = JournalErrors.NotWritten(_folder, error, effect);
            _writing?.SetFailed(_failure);
            var neverWritten = JournalErrors.StoppedBy(_folder, _failure);
            foreach (var batch in _handedOver)
            {
                batch.SetFailed(neverWritten);
            }

            _gathering.SetFailed(neverWritten);
            _handedOver.Clear();
            _writing = null;
            _gathering = new CommitBatch(new LineBuffer());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lazyTimer.Dispose();

    private void Add(TRecord record)
    {
        ThrowIfUnusable();
        var mark = _gathering.Lines.Length == 0 ? LineFormat.StartsCommit : LineFormat.Follows;
        _gathering.Lines.Add(mark, record, _serializer);
    }

    private void ThrowIfUnusable()
    {
        if (_failure is not null)
        {
            throw JournalErrors.StoppedBy(_folder, _failure);
        }

        ObjectDisposedException.ThrowIf(_isStopping, this);
    }

    private void Want()
    {
        _isWanted = true;
        Monitor.Pulse(_gate);
    }

    private void CommitNow()
    {
        lock (_gate)
        {
            _isLazyTimerSet = false;
            Want();
        }
    }

    private void HandOverIfLarge()
    {
        if (_gathering.Lines.Length >= LargestBatch)
        {
            HandOver();
        }
    }

    private void HandOver()
    {
        _handedOver.Enqueue(StartNextBatch());
        Monitor.Pulse(_gate);
    }

    private CommitBatch StartNextBatch()
    {
        var batch = _gathering;
        _gathering = new CommitBatch(_spares.Count > 0 ? _spares.Pop() : new LineBuffer());
        _isWanted = false;
        return batch;
    }
}
