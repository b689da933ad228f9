namespace MultiBatch.Shared.Http;

/// <summary>A token that ends with the caller's, or when the time of a call is over by the given clock.</summary>
internal sealed class CallLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private volatile bool _isOver;

    public CallLimit(TimeSpan time, TimeProvider clock, CancellationToken linked)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(linked);
        _timer = clock.CreateTimer(static state => ((CallLimit)state!).End(), this, time, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True once the time was up, whatever happened to the caller's token.</summary>
    public bool IsOver => _isOver;

    public void Dispose()
    {
        _timer.Dispose();
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
            // The timer fired while the call ended.
        }
    }
}
