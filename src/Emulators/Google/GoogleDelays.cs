namespace MultiBatch.Emulators.Google;

/// <summary>How long the service takes for what it does by itself. Shortened by <see cref="EmulatorOptions.TimeScale"/>.</summary>
public sealed record GoogleDelays
{
    /// <summary>Short ones, in the right order: for trying things out.</summary>
    public static GoogleDelays Brief { get; } = new();

    /// <summary>None at all.</summary>
    public static GoogleDelays None { get; } = new()
    {
        Queued = TimeSpan.Zero,
        Tasks = TimeSpan.Zero,
        Provisioning = TimeSpan.Zero,
        Starting = TimeSpan.Zero,
        Retry = TimeSpan.Zero,
        Cleanup = TimeSpan.Zero,
        CapacityRetry = TimeSpan.FromMilliseconds(20),
        ListLag = TimeSpan.Zero,
        LogLag = TimeSpan.Zero,
    };

    /// <summary>About what users see: machines take minutes. Use it with a time scale.</summary>
    public static GoogleDelays Realistic { get; } = new()
    {
        Queued = TimeSpan.FromSeconds(10),
        Tasks = TimeSpan.FromSeconds(20),
        Provisioning = TimeSpan.FromSeconds(60),
        Starting = TimeSpan.FromSeconds(15),
        Retry = TimeSpan.FromSeconds(10),
        Cleanup = TimeSpan.FromSeconds(30),
        CapacityRetry = TimeSpan.FromSeconds(60),
        ListLag = TimeSpan.FromSeconds(2),
        LogLag = TimeSpan.FromSeconds(5),
    };

    /// <summary>From QUEUED to SCHEDULED. Default: 20 ms.</summary>
    public TimeSpan Queued { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>From SCHEDULED until the tasks can be seen. Default: 20 ms.</summary>
    public TimeSpan Tasks { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>From SCHEDULED until there are machines. Default: 50 ms.</summary>
    public TimeSpan Provisioning { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>From ASSIGNED to the start of a task: the machine is prepared, the image is fetched. Default: 20 ms.</summary>
    public TimeSpan Starting { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Until a task that failed is tried again. Default: 20 ms.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>For cleaning up after a job that is cancelled or deleted. Default: 50 ms.</summary>
    public TimeSpan Cleanup { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Until machines are asked for again where there were none. Default: 200 ms.</summary>
    public TimeSpan CapacityRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How far behind the truth lists of jobs are. Default: 100 ms.</summary>
    public TimeSpan ListLag { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long after it was written a line can be read from Cloud Logging. Default: 100 ms.</summary>
    public TimeSpan LogLag { get; init; } = TimeSpan.FromMilliseconds(100);
}
