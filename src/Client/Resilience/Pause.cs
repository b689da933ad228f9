namespace MultiBatch.Resilience;

/// <summary>Waits by a clock, never shorter than asked.</summary>
internal static class Pause
{
    /// <summary>Completes when the time is over. Timers count whole milliseconds and cut off the rest, which would make a loop that waits for a moment spin.</summary>
    public static Task ForAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken) =>
        Task.Delay(
            time <= TimeSpan.Zero ? (time == Timeout.InfiniteTimeSpan ? time : TimeSpan.Zero) : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)),
            clock, cancellationToken);
}
