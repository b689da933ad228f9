namespace MultiBatch.Resilience;

/// <summary>
/// How calls that failed for the moment are repeated. A call is repeated when its error is transient and repeating it is safe;
/// a submit whose outcome is unknown is looked up, never simply sent again.
/// </summary>
public sealed record RetryOptions
{
    /// <summary>Tries in all, the first included, from 1. Default: 6.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>The wait before the second try; doubled for each further one, and spread at random. Default: 500 milliseconds.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait between two tries, unless the service itself asks for more. Default: 20 seconds.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest wait a service may ask for; when it asks for more, its error is passed on at once. Default: 2 minutes.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one try may take before it is given up; infinite for no limit. Default: 2 minutes.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(2);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1, nameof(MaxAttempts));
        ArgumentOutOfRangeException.ThrowIfLessThan(BaseDelay, TimeSpan.Zero, nameof(BaseDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, BaseDelay, nameof(MaxDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryAfter, TimeSpan.Zero, nameof(MaxRetryAfter));
        if (CallTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CallTimeout, TimeSpan.Zero, nameof(CallTimeout));
        }
    }
}
