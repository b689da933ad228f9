namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record StatusEvent
{
    public string? Type { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? EventTime { get; init; }

    public TaskExecution? TaskExecution { get; init; }

    public string? TaskState { get; init; }
}
