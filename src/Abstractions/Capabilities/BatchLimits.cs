namespace MultiBatch.Capabilities;

/// <summary>The limits of a provider. Null means that there is none. The client checks them before anything is sent.</summary>
public sealed record BatchLimits
{
    /// <summary>A regular expression that job names match, anchored.</summary>
    public Limit<string>? JobNamePattern { get; init; }

    /// <summary>A regular expression that names of queues and environments match, anchored.</summary>
    public Limit<string>? ResourceNamePattern { get; init; }

    /// <summary>The smallest array.</summary>
    public Limit<int>? MinArraySize { get; init; }

    /// <summary>The largest array.</summary>
    public Limit<int>? MaxArraySize { get; init; }

    /// <summary>The most jobs one job may wait for.</summary>
    public Limit<int>? MaxDependencies { get; init; }

    /// <summary>The most attempts, the first included.</summary>
    public Limit<int>? MaxAttempts { get; init; }

    /// <summary>The most attempt rules.</summary>
    public Limit<int>? MaxAttemptRules { get; init; }

    /// <summary>The longest timeout.</summary>
    public Limit<TimeSpan>? MaxTimeout { get; init; }

    /// <summary>The lowest job priority.</summary>
    public Limit<int>? MinPriority { get; init; }

    /// <summary>The highest job priority.</summary>
    public Limit<int>? MaxPriority { get; init; }

    /// <summary>The most labels of a job.</summary>
    public Limit<int>? MaxLabels { get; init; }

    /// <summary>A regular expression that label names match, anchored.</summary>
    public Limit<string>? LabelNamePattern { get; init; }

    /// <summary>A regular expression that label values match, anchored.</summary>
    public Limit<string>? LabelValuePattern { get; init; }

    /// <summary>The most bytes of environment variables, names and values, in UTF-8.</summary>
    public Limit<int>? MaxEnvironmentBytes { get; init; }

    /// <summary>The longest script, in bytes of UTF-8.</summary>
    public Limit<int>? MaxScriptBytes { get; init; }

    /// <summary>The most vCPUs a task may ask for.</summary>
    public Limit<double>? MaxVCpus { get; init; }

    /// <summary>The most memory a task may ask for.</summary>
    public Limit<ByteSize>? MaxMemory { get; init; }
}
