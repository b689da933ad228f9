namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Asks for the jobs at the front of a queue.</summary>
internal sealed record GetJobQueueSnapshotRequest
{
    public required string JobQueue { get; init; }
}
