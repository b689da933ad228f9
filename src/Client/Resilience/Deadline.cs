namespace MultiBatch.Resilience;

/// <summary>A token that is cancelled with the caller's, or when a time is up by the given clock.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer? _timer;
    private volatile bool _isOver;

    public Deadline(TimeSpan after, TimeProvider clock, CancellationToken linked)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(linked);
        if (after != Timeout.InfiniteTimeSpan)
        {
            _timer = clock.CreateTimer(static state => ((Deadline)state!).End(), this, after, Timeout.InfiniteTimeSpan);
        }
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True once the time was up, whatever happened to the caller's token.</summary>
    public bool IsOver => _isOver;

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    private void End()
    {
        _isOver = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The timer fired while the call ended: nobody listens any more.
        }
    }
}
