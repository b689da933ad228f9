namespace MultiBatch.TestSupport.Time;

/// <summary>
/// Moves a manual clock on by itself for as long as it lives: in small steps, and after each lets all work that is ready go first, so that
/// simulated time passes quickly but never runs away from code that is busy.
/// </summary>
public sealed class ClockRunner : IAsyncDisposable
{
    private const int LongestHoldUp = 20;

    private static readonly TimeSpan LargestStep = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTimeProvider _clock;
    private readonly Task _running;

    public ClockRunner(ManualTimeProvider clock)
    {
        _clock = clock;
        _running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        // The tick of the real clock is what gives other threads their turn; work that is queued is waited for on top.
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var heldUp = 0;
        while (!_stop.IsCancellationRequested)
        {
            await ticks.WaitForNextTickAsync(CancellationToken.None);

            // Other tests keep the pool busy too: wait for a quiet moment, but not for ever.
            if (ThreadPool.PendingWorkItemCount == 0 || ++heldUp > LongestHoldUp)
            {
                heldUp = 0;
                var due = _clock.NextDue - _clock.GetUtcNow() ?? LargestStep;
                _clock.Advance(due < LargestStep ? TimeSpan.FromTicks(Math.Max(due.Ticks, 1)) : LargestStep);
            }
        }
    }
}
