namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>The queue that is being made.</summary>
internal sealed record CreateJobQueueResponse : WireReply
{
    public string? JobQueueName { get; init; }

    public string? JobQueueArn { get; init; }
}
