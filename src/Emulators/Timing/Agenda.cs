namespace MultiBatch.Emulators.Timing;

/// <summary>Things to do later, done one after the other under the lock of the state they change.</summary>
internal sealed class Agenda : IDisposable
{
    private readonly PriorityQueue<AgendaEntry, (DateTimeOffset Due, long Ordinal)> _entries = new();
    private readonly Lock _sync;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _onError;
    private readonly ITimer _timer;
    private DateTimeOffset _armed = DateTimeOffset.MaxValue;
    private long _ordinal;
    private bool _closed;

    /// <param name="sync">The lock that is held while an entry runs. Callers of the other members hold it too.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onError">Told of an entry that threw: a fault of the emulator itself.</param>
    public Agenda(Lock sync, TimeProvider time, Action<Exception> onError)
    {
        _sync = sync;
        _time = time;
        _onError = onError;
        _timer = time.CreateTimer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Does something after a while; at once, but not before this call returns, with zero.</summary>
    public AgendaEntry After(TimeSpan delay, Action action)
    {
        var entry = new AgendaEntry(action);
        var due = _time.GetUtcNow() + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        _entries.Enqueue(entry, (due, _ordinal++));
        Arm();
        return entry;
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _closed = true;
            _entries.Clear();
        }

        _timer.Dispose();
    }

    private void Arm()
    {
        while (_entries.TryPeek(out var next, out _) && next.IsCancelled)
        {
            _entries.Dequeue();
        }

        if (_entries.TryPeek(out _, out var place) && place.Due < _armed)
        {
            _armed = place.Due;
            var wait = place.Due - _time.GetUtcNow();

            // Whole milliseconds, rounded up: a timer that fires early would find nothing to do.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
        }
    }

    private void Run()
    {
        lock (_sync)
        {
            _armed = DateTimeOffset.MaxValue;
            while (!_closed && _entries.TryPeek(out var entry, out var place) && place.Due <= _time.GetUtcNow())
            {
                _entries.Dequeue();
                try
                {
                    entry.Run();
                }
#pragma warning disable CA1031 // On a timer's thread: reported, and the rest goes on.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    _onError(error);
                }
            }

            if (!_closed)
            {
                Arm();
            }
        }
    }
}
