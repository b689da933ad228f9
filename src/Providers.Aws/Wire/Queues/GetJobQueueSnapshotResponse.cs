namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>The front of a queue, and who uses it.</summary>
internal sealed record GetJobQueueSnapshotResponse : WireReply
{
    public FrontOfQueueDetail? FrontOfQueue { get; init; }

    public QueueSnapshotUtilizationDetail? QueueUtilization { get; init; }
}
