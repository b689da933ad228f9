namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Deletes a queue; it must be disabled. Its jobs are terminated by the service.</summary>
internal sealed record DeleteJobQueueRequest
{
    public required string JobQueue { get; init; }
}
