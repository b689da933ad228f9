namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>A job at the head of a queue that does not start.</summary>
internal sealed class BlockedHead
{
    public required JobEntry Job { get; init; }

    /// <summary>The reason in the service's words.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }
}
