namespace MultiBatch.Reading;

/// <summary>The waits between two reads of a log that is being followed: short while it grows, ever longer while it does not.</summary>
internal sealed class LogPause(ClientServices services, LogScope scope)
{
    private const double Growth = 1.5;

    private TimeSpan _next = scope.MinPause;

    public void Note(bool isMoving) => _next = isMoving ? scope.MinPause : _next;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var pause = _next;
        var grown = TimeSpan.FromTicks((long)(pause.Ticks * Growth));
        _next = grown < scope.MaxPause ? grown : pause < scope.MaxPause ? scope.MaxPause : pause;
        return Resilience.Pause.ForAsync(pause, services.Clock, cancellationToken);
    }
}
