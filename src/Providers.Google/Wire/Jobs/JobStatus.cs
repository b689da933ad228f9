namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record JobStatus
{
    public string? State { get; init; }

    public IReadOnlyList<StatusEvent>? StatusEvents { get; init; }

    public IReadOnlyDictionary<string, TaskGroupStatus>? TaskGroups { get; init; }

    public TimeSpan? RunDuration { get; init; }
}
