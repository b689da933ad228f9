namespace MultiBatch.Emulators.Aws;

/// <summary>How long the service takes for what it does by itself. Shortened by <see cref="EmulatorOptions.TimeScale"/>.</summary>
public sealed record AwsDelays
{
    /// <summary>Short ones, in the right order: for trying things out.</summary>
    public static AwsDelays Brief { get; } = new();

    /// <summary>None at all.</summary>
    public static AwsDelays None { get; } = new()
    {
        Submitted = TimeSpan.Zero,
        Starting = TimeSpan.Zero,
        Provisioning = TimeSpan.Zero,
        Resources = TimeSpan.Zero,
        BlockedReason = TimeSpan.Zero,
        CapacityRetry = TimeSpan.FromMilliseconds(20),
        ListLag = TimeSpan.Zero,
    };

    /// <summary>About what users see: machines take minutes. Use it with a time scale.</summary>
    public static AwsDelays Realistic { get; } = new()
    {
        Submitted = TimeSpan.FromSeconds(1),
        Starting = TimeSpan.FromSeconds(15),
        Provisioning = TimeSpan.FromSeconds(90),
        Resources = TimeSpan.FromSeconds(5),
        BlockedReason = TimeSpan.FromMinutes(5),
        CapacityRetry = TimeSpan.FromSeconds(60),
        ListLag = TimeSpan.FromSeconds(2),
    };

    /// <summary>From SUBMITTED to PENDING or RUNNABLE. Default: 20 ms.</summary>
    public TimeSpan Submitted { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>From STARTING to the start of the task: the image is fetched. Default: 20 ms.</summary>
    public TimeSpan Starting { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>In RUNNABLE, for a machine of an environment that has none running. Default: 50 ms.</summary>
    public TimeSpan Provisioning { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>For an environment, a queue or a change of one until it is VALID, or gone. Default: 50 ms.</summary>
    public TimeSpan Resources { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Until the job at the head of a queue that cannot run is told why. Default: 200 ms.</summary>
    public TimeSpan BlockedReason { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Until a job that found no machine is tried again. Default: 200 ms.</summary>
    public TimeSpan CapacityRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How far behind the truth lists of jobs are. Default: 100 ms.</summary>
    public TimeSpan ListLag { get; init; } = TimeSpan.FromMilliseconds(100);
}
