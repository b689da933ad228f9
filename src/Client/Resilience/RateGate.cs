namespace MultiBatch.Resilience;

/// <summary>
/// Paces calls: a token bucket of one second's calls, with reservations so that waiters go in order and cost no timer of their own until
/// they wait. A throttled call closes the gate for everybody for a while. Thread-safe.
/// </summary>
internal sealed class RateGate(TimeProvider clock, Backoff backoff)
{
    private readonly object _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private double? _perSecond;
    private double _tokens = 1;

    // Since the start. In the future while the gate is closed.
    private TimeSpan _filledAt;
    private TimeSpan _closedUntil;
    private int _throttles;

    private TimeSpan Now => clock.GetElapsedTime(_start);

    // A whole second's worth may go at once: services meter in seconds.
    private double Burst => Math.Max(1, _perSecond ?? 1);

    /// <summary>Sets the rate; null for no limit.</summary>
    public void SetRate(double? perSecond)
    {
        lock (_lock)
        {
            if (perSecond != _perSecond)
            {
                _perSecond = perSecond;
                _tokens = Math.Min(_tokens < 1 ? _tokens : Burst, Burst);
            }
        }
    }

    /// <summary>Waits for this call's turn. Returns how long that took.</summary>
    public ValueTask<TimeSpan> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = Reserve();
        return wait <= TimeSpan.Zero ? new(TimeSpan.Zero) : new(WaitAsync(wait, cancellationToken));
    }

    /// <summary>The service said that there were too many calls: nobody calls until the wait it asked for, or a growing one, is over.</summary>
    public void Throttled(TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            var now = Now;
            if (now >= _closedUntil)
            {
                // Calls that were under way together are one episode, not many.
                _throttles++;
            }

            var until = now + backoff.After(Math.Max(1, _throttles), retryAfter);
            if (until > _closedUntil)
            {
                _closedUntil = until;
                _filledAt = until > _filledAt ? until : _filledAt;
                _tokens = Math.Min(_tokens, 0);
            }
        }
    }

    /// <summary>A call went through: the next throttling begins with a short wait again.</summary>
    public void Passed()
    {
        if (Volatile.Read(ref _throttles) > 0)
        {
            lock (_lock)
            {
                _throttles = Now >= _closedUntil ? 0 : _throttles;
            }
        }
    }

    private TimeSpan Reserve()
    {
        lock (_lock)
        {
            var now = Now;
            if (_perSecond is not { } perSecond)
            {
                return _closedUntil - now;
            }

            if (now > _filledAt)
            {
                _tokens = Math.Min(Burst, _tokens + ((now - _filledAt).TotalSeconds * perSecond));
                _filledAt = now;
            }

            _tokens--;
            var owed = _tokens < 0 ? (long)Math.Ceiling(-_tokens / perSecond * TimeSpan.TicksPerSecond) : 0;
            return _filledAt - now + TimeSpan.FromTicks(owed);
        }
    }

    private async Task<TimeSpan> WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        try
        {
            while (wait > TimeSpan.Zero)
            {
                await Pause.ForAsync(wait, clock, cancellationToken).ConfigureAwait(false);
                lock (_lock)
                {
                    // The gate may have been closed since this call got its turn.
                    wait = _closedUntil - Now;
                }
            }
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                _tokens = Math.Min(Burst, _tokens + 1);
            }

            throw;
        }

        return clock.GetElapsedTime(began);
    }
}
