namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>A job at the front of a queue.</summary>
internal sealed record FrontOfQueueJobSummary
{
    public string? JobArn { get; init; }

    public long? EarliestTimeAtPosition { get; init; }
}
