namespace MultiBatch.Emulators.Azure;

/// <summary>How long the service takes for what it does by itself. Shortened by <see cref="EmulatorOptions.TimeScale"/>.</summary>
public sealed record AzureDelays
{
    /// <summary>Short ones, in the right order: for trying things out.</summary>
    public static AzureDelays Brief { get; } = new();

    /// <summary>None at all.</summary>
    public static AzureDelays None { get; } = new()
    {
        Allocation = TimeSpan.Zero,
        NodeCreating = TimeSpan.Zero,
        NodeStarting = TimeSpan.Zero,
        NodeLeaving = TimeSpan.Zero,
        Preparing = TimeSpan.Zero,
        JobChanges = TimeSpan.Zero,
        Deleting = TimeSpan.Zero,
        Restoring = TimeSpan.FromMilliseconds(20),
        CountLag = TimeSpan.Zero,
    };

    /// <summary>About what users see: nodes take minutes. Use it with a time scale.</summary>
    public static AzureDelays Realistic { get; } = new()
    {
        Allocation = TimeSpan.FromSeconds(60),
        NodeCreating = TimeSpan.FromSeconds(60),
        NodeStarting = TimeSpan.FromSeconds(60),
        NodeLeaving = TimeSpan.FromSeconds(60),
        Preparing = TimeSpan.FromSeconds(1),
        JobChanges = TimeSpan.FromSeconds(2),
        Deleting = TimeSpan.FromSeconds(90),
        Restoring = TimeSpan.FromSeconds(180),
        CountLag = TimeSpan.FromSeconds(150),
    };

    /// <summary>From a resize until machines are there and the pool is steady. Default: 50 ms.</summary>
    public TimeSpan Allocation { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A node in creating. Default: 20 ms.</summary>
    public TimeSpan NodeCreating { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A node in starting, rebooting or reimaging. Default: 20 ms.</summary>
    public TimeSpan NodeStarting { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A node in leavingpool, once nothing runs on it. Default: 20 ms.</summary>
    public TimeSpan NodeLeaving { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A task in preparing. Default: 10 ms.</summary>
    public TimeSpan Preparing { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>A job in disabling, enabling or terminating, once nothing of it runs. Default: 20 ms.</summary>
    public TimeSpan JobChanges { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A pool or a job in deleting, once nothing of it runs. Default: 100 ms.</summary>
    public TimeSpan Deleting { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From a pre-emption until the node is replaced. Default: 200 ms.</summary>
    public TimeSpan Restoring { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How far behind the truth task counts are. Default: 300 ms.</summary>
    public TimeSpan CountLag { get; init; } = TimeSpan.FromMilliseconds(300);
}
