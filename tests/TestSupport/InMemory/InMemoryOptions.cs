using MultiBatch.Capabilities;

namespace MultiBatch.TestSupport.InMemory;

/// <summary>What the simulated service is like. As it is: it can do everything, at once, exactly.</summary>
public sealed record InMemoryOptions
{
    /// <summary>
    /// Levels that differ from native. <see cref="BatchFeature.Environments"/>, <see cref="BatchFeature.Queues"/> and
    /// <see cref="BatchFeature.Definitions"/> at <see cref="SupportLevel.EmulatedDurable"/> mean that the service has none and the client keeps them.
    /// </summary>
    public IReadOnlyDictionary<BatchFeature, SupportLevel> Levels { get; init; } = new Dictionary<BatchFeature, SupportLevel>();

    public BatchLimits Limits { get; init; } = DefaultLimits;

    public ServiceRates Rates { get; init; } = new()
    {
        SubmitBatchSize = 10,
        GetBatchSize = 50,
        StopBatchSize = 10,
        MinPollInterval = TimeSpan.FromMilliseconds(100),
        MaxPollInterval = TimeSpan.FromSeconds(2),
    };

    public AttemptHistory AttemptHistory { get; init; }

    public LogFidelity LogFidelity { get; init; }

    /// <summary>The most jobs, children, environments, queues or revisions on a page.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>True to put an empty page between any two.</summary>
    public bool EmptyPages { get; init; }

    /// <summary>True to leave filtering to the client: lists hold every job.</summary>
    public bool ListsIgnoreFilters { get; init; }

    /// <summary>How many reads of a job, and how many lists, still show what was before its latest change.</summary>
    public int StaleReads { get; init; }

    /// <summary>How long after it was accepted a submission cannot be looked up yet. Zero: look-ups are exact.</summary>
    public TimeSpan LookupDelay { get; init; }

    public RepeatedSubmit RepeatedSubmit { get; init; }

    /// <summary>From accepting a job to looking at its dependencies.</summary>
    public TimeSpan AcceptDelay { get; init; }

    /// <summary>From giving a task its machine to its start.</summary>
    public TimeSpan StartDelay { get; init; }

    /// <summary>From the end of an attempt to the next one's place in the queue.</summary>
    public TimeSpan RetryDelay { get; init; }

    /// <summary>From asking a task to end to killing it.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Shorter timeouts are rounded up to this.</summary>
    public TimeSpan ShortestTimeout { get; init; }

    /// <summary>The capacity of the environment <c>default</c>, in vCPUs.</summary>
    public double DefaultVCpus { get; init; } = 64;

    /// <summary>False to begin without the queue <c>default</c> and its environment.</summary>
    public bool HasDefaultQueue { get; init; } = true;

    public static BatchLimits DefaultLimits { get; } = new()
    {
        JobNamePattern = Limit("^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$"),
        ResourceNamePattern = Limit("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"),
        MinArraySize = Limit(1),
        MaxArraySize = Limit(10_000),
        MaxDependencies = Limit(20),
        MaxAttempts = Limit(10),
        MaxAttemptRules = Limit(5),
        MaxTimeout = Limit(TimeSpan.FromDays(14)),
        MinPriority = Limit(0),
        MaxPriority = Limit(999),
        MaxLabels = Limit(20),
        LabelNamePattern = Limit("^[a-z][a-z0-9_.-]{0,62}$"),
        LabelValuePattern = Limit("^[A-Za-z0-9_.:/-]{0,63}$"),
        MaxEnvironmentBytes = Limit(256 * 1024),
        MaxScriptBytes = Limit(256 * 1024),
        MaxVCpus = Limit(64.0),
        MaxMemory = Limit(ByteSize.FromGibibytes(256)),
    };

    internal SupportLevel LevelOf(BatchFeature feature) => Levels.TryGetValue(feature, out var level) ? level : SupportLevel.Native;

    internal bool Supports(BatchFeature feature) => LevelOf(feature) != SupportLevel.Unsupported;

    private static Limit<T> Limit<T>(T value) => new(value, "the simulated service");
}
