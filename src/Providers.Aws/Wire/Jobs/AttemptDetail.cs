namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>An attempt of a job.</summary>
internal sealed record AttemptDetail
{
    public AttemptContainerDetail? Container { get; init; }

    public long? StartedAt { get; init; }

    public long? StoppedAt { get; init; }

    public string? StatusReason { get; init; }

    public IReadOnlyList<AttemptEcsTaskDetails>? TaskProperties { get; init; }
}
