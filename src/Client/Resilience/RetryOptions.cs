namespace MultiBatch.Resilience;

/// <summary>
/// How calls that failed for the moment are repeated. A call is repeated when its error is transient and it changed nothing for certain;
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

    /// <summary>How long one try may take before it is given up. Default: 2 minutes.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
