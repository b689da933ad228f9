namespace MultiBatch.Capabilities;

/// <summary>How many items go into one call and how often calls may be made. The client keeps to it.</summary>
public sealed record ServiceRates
{
    /// <summary>The most submits in one call to the provider, at least 1. Default: 1.</summary>
    public int SubmitBatchSize { get; init; } = 1;

    /// <summary>The most jobs in one get, at least 1. Default: 100.</summary>
    public int GetBatchSize { get; init; } = 100;

    /// <summary>The most jobs in one stop, at least 1. Default: 1.</summary>
    public int StopBatchSize { get; init; } = 1;

    /// <summary>The most calls that change something, per second, shared by the process; null for no limit.</summary>
    public double? ChangesPerSecond { get; init; }

    /// <summary>The most calls that read, per second, shared by the process; null for no limit.</summary>
    public double? ReadsPerSecond { get; init; }

    /// <summary>The shortest time between two looks at the same job. Default: 2 seconds.</summary>
    public TimeSpan MinPollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two looks at the same job. Default: 30 seconds.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after a lost reply a submission may still turn up. Zero when a look-up is exact. Default: zero.</summary>
    public TimeSpan SettleTime { get; init; }
}
