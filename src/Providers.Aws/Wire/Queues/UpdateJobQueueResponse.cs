namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>The queue that is being changed.</summary>
internal sealed record UpdateJobQueueResponse : WireReply
{
    public string? JobQueueName { get; init; }

    public string? JobQueueArn { get; init; }
}
