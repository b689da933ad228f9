namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record NotificationMessage
{
    public string? Type { get; init; }

    public string? NewJobState { get; init; }

    public string? NewTaskState { get; init; }
}
