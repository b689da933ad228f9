using System.Runtime.ExceptionServices;

namespace MultiBatch.PowerShell.Pipeline;

/// <summary>
/// Runs asynchronous work beside the pipeline thread, and what the work wants to write on it. When a write throws, or the pipeline is
/// stopped, the work is cancelled and awaited before the exception goes on: no call of ours is under way when the cmdlet ends.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    // How far the work may run ahead of the pipeline.
    private const int MostBuffered = 256;

    private readonly object _gate = new();
    private readonly Queue<PumpItem> _items = new();
    private readonly SemaphoreSlim _room = new(MostBuffered);
    private readonly CancellationTokenSource _stop = new();
    private Task? _work;
    private bool _isEnded;
    private int _wakes;
    private bool _isClosed;

    /// <summary>Cancelled when the pipeline is stopped or a write has thrown.</summary>
    public CancellationToken Stopping => _stop.Token;

    public bool IsStarted => _work is not null;

    /// <summary>Begins the work. Once.</summary>
    public void Start(Func<CancellationToken, Task> work)
    {
        var token = _stop.Token;
        _work = Task.Run(() => work(token), CancellationToken.None);
        _work.ContinueWith(_ => End(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>For the work: runs something on the pipeline thread and waits until it has.</summary>
    public async Task WriteAsync(Action action)
    {
        var item = new PumpItem(action, isAwaited: true);
        await EnqueueAsync(item).ConfigureAwait(false);
        await item.Done.ConfigureAwait(false);
    }

    /// <summary>For the work: asks something on the pipeline thread.</summary>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = default(T);
        await WriteAsync(() => answer = question()).ConfigureAwait(false);
        return answer!;
    }

    /// <summary>For the work: hands something to the pipeline thread and goes on, as long as not too much is waiting.</summary>
    public Task PostAsync(Action action) => EnqueueAsync(new PumpItem(action, isAwaited: false));

    /// <summary>For the pipeline thread: runs what is waiting, without waiting for more.</summary>
    public void Drain()
    {
        while (TryTake(wait: false, out var item))
        {
            Execute(item!);
        }

        if (_work is { IsFaulted: true } or { IsCanceled: true })
        {
            Complete();
        }
    }

    /// <summary>For the pipeline thread: runs what the work writes until it has ended, and rethrows what it threw.</summary>
    public void Complete()
    {
        while (TryTake(wait: true, out var item))
        {
            Execute(item!);
        }

        _work?.GetAwaiter().GetResult();
    }

    /// <summary>For the pipeline thread: takes from the work until <paramref name="accept"/> has taken what came in, or the work has ended.</summary>
    public void DrainUntil(Func<bool> accept)
    {
        Drain();
        var seen = Volatile.Read(ref _wakes);
        while (!accept() && WaitForNews(seen))
        {
            seen = Volatile.Read(ref _wakes);
            Drain();
        }
    }

    /// <summary>From any thread: makes <see cref="DrainUntil"/> try again.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _wakes++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>From any thread: asks the work to end.</summary>
    public void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A stop that comes when everything has ended.
        }
    }

    /// <summary>Ends the work where it has not ended: an upstream command threw, or the cmdlet is done.</summary>
    public void Dispose()
    {
        Abort();
        _stop.Dispose();
        _room.Dispose();
    }

    private void Execute(PumpItem item)
    {
        try
        {
            item.Run();
            item.Complete();
        }
        catch (Exception error)
        {
            var original = ExceptionDispatchInfo.Capture(error);
            item.Cancel();
            Abort();
            original.Throw();
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _room.Release();
            }
        }
    }

    /// <summary>Cancels the work and waits for its end. What it still wants to write is dropped.</summary>
    private void Abort()
    {
        Cancel();
        lock (_gate)
        {
            _isClosed = true;
            DropAll();
        }

        try
        {
            _work?.GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // The first exception is the one that counts.
        }
    }

    private void DropAll()
    {
        foreach (var item in _items)
        {
            item.Cancel();
        }

        _items.Clear();
    }

    private async Task EnqueueAsync(PumpItem item)
    {
        await _room.WaitAsync(_stop.Token).ConfigureAwait(false);
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new OperationCanceledException(_stop.Token);
            }

            _items.Enqueue(item);
            Monitor.PulseAll(_gate);
        }
    }

    private bool TryTake(bool wait, out PumpItem? item)
    {
        lock (_gate)
        {
            while (wait && _items.Count == 0 && !_isEnded && _work is not null)
            {
                Monitor.Wait(_gate);
            }

            item = _items.Count > 0 ? _items.Dequeue() : null;
            return item is not null;
        }
    }

    private bool WaitForNews(int seen)
    {
        lock (_gate)
        {
            while (_items.Count == 0 && !_isEnded && _wakes == seen)
            {
                Monitor.Wait(_gate);
            }

            return !_isEnded || _items.Count > 0;
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            Monitor.PulseAll(_gate);
        }
    }
}
