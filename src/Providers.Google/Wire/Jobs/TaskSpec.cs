namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record TaskSpec
{
    public IReadOnlyList<Runnable>? Runnables { get; init; }

    public ComputeResource? ComputeResource { get; init; }

    public TimeSpan? MaxRunDuration { get; init; }

    public int? MaxRetryCount { get; init; }

    public IReadOnlyList<LifecyclePolicy>? LifecyclePolicies { get; init; }

    /// <summary>Deprecated by the service; still read.</summary>
    public IReadOnlyDictionary<string, string>? Environments { get; init; }

    public IReadOnlyList<Volume>? Volumes { get; init; }

    public TaskVariables? Environment { get; init; }
}
