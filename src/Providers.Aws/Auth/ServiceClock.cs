namespace MultiBatch.Providers.Aws.Auth;

/// <summary>The clock that requests are dated by: this machine's, corrected once a service has refused its time.</summary>
internal sealed class ServiceClock(TimeProvider clock)
{
    private static readonly TimeSpan SmallestCorrection = TimeSpan.FromSeconds(30);

    private long _offset;

    /// <summary>What this machine's clock is behind by; negative when it is ahead.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime + Offset;

    /// <summary>Takes over the time of a service.</summary>
    /// <returns>True when that is another than was used, so that the same call may pass now.</returns>
    public bool Correct(DateTimeOffset serviceTime, DateTime used)
    {
        Interlocked.Exchange(ref _offset, (serviceTime - clock.GetUtcNow()).Ticks);
        return (serviceTime.UtcDateTime - used).Duration() >= SmallestCorrection;
    }
}
