namespace MultiBatch.Submitting;

/// <summary>
/// Two tokens that outlive the caller's: a submit that is under way when the caller cancels still gets the time to end with a known job.
/// The send is given up at half of the grace, so that a look-up has the other half to find out what became of it.
/// </summary>
internal sealed class SettlingScope : IDisposable
{
    private readonly CancellationTokenSource _send = new();
    private readonly CancellationTokenSource _lookUp = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _grace;
    private readonly object _lock = new();
    private ITimer? _sendTimer;
    private ITimer? _lookUpTimer;
    private bool _disposed;

    public SettlingScope(TimeProvider clock, TimeSpan grace, CancellationToken cancellationToken)
    {
        _clock = clock;
        _grace = grace;
        _registration = cancellationToken.Register(static state => ((SettlingScope)state!).Begin(), this);
    }

    /// <summary>For a send.</summary>
    public CancellationToken SendToken => _send.Token;

    /// <summary>For looking up what became of a send, and for completing one.</summary>
    public CancellationToken LookUpToken => _lookUp.Token;

    public void Dispose()
    {
        _registration.Dispose();
        lock (_lock)
        {
            _disposed = true;
            _sendTimer?.Dispose();
            _lookUpTimer?.Dispose();
            _send.Dispose();
            _lookUp.Dispose();
        }
    }

    private void Begin()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _sendTimer = _clock.CreateTimer(static state => ((SettlingScope)state!).End(lookUp: false), this, TimeSpan.FromTicks(_grace.Ticks / 2), Timeout.InfiniteTimeSpan);
                _lookUpTimer = _clock.CreateTimer(static state => ((SettlingScope)state!).End(lookUp: true), this, _grace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void End(bool lookUp)
    {
        CancellationTokenSource source;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            source = lookUp ? _lookUp : _send;
        }

        try
        {
            // Outside the lock: cancelling runs whatever waits for it.
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Everything was settled at the last moment.
        }
    }
}
