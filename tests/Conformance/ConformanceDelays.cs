namespace MultiBatch.Conformance;

/// <summary>How long things may take on the platform under test. Generous is right: a suite never waits for a time, only for what it expects.</summary>
public sealed record ConformanceDelays
{
    /// <summary>How long one case may take in all, by the real clock, before it fails as hung. Default: 4 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>The shortest timeout the platform honours as it is, by the harness's clock. Default: 1 second.</summary>
    public TimeSpan ShortestTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait between two looks at something the client does not wait for, by the harness's clock. Default: 20 milliseconds.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(20);
}
