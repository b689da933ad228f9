namespace MultiBatch.Resilience;

/// <summary>The waits between tries: doubled each time, spread over their upper half, never shorter than the service asked for.</summary>
internal sealed class Backoff(RetryOptions options, Func<double> random)
{
    /// <summary>The wait after a failed try.</summary>
    /// <param name="tries">How many tries there were, from 1.</param>
    /// <param name="retryAfter">What the service asked for.</param>
    public TimeSpan After(int tries, TimeSpan? retryAfter = null)
    {
        // 2^30 base delays are beyond any MaxDelay; more would overflow.
        var exponential = options.BaseDelay.Ticks * Math.Pow(2, Math.Min(tries - 1, 30));
        var ticks = Math.Min(exponential, options.MaxDelay.Ticks);
        var spread = TimeSpan.FromTicks((long)(ticks * (0.5 + (0.5 * random()))));
        // Everyone was told the same moment: the spread keeps them from coming back together.
        return retryAfter is { } asked ? asked + TimeSpan.FromTicks(spread.Ticks / 4) : spread;
    }

    /// <summary>Whether an error is worth another try: transient, and not asking for more patience than allowed.</summary>
    public bool IsWorthWaiting(BatchException error) => error.IsTransient && !(error.RetryAfter > options.MaxRetryAfter);
}
