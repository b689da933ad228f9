namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record JobNotification
{
    public string? PubsubTopic { get; init; }

    public NotificationMessage? Message { get; init; }
}
