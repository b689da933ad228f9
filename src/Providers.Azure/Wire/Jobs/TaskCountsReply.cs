namespace MultiBatch.Providers.Azure.Wire.Jobs;

/// <summary>Counts of tasks; older versions of the service give them without the object around.</summary>
internal sealed record TaskCountsReply : WireReply
{
    public TaskCounts? TaskCounts { get; init; }

    public TaskCounts? TaskSlotCounts { get; init; }

    public int? Active { get; init; }

    public int? Running { get; init; }

    public int? Completed { get; init; }

    public int? Succeeded { get; init; }

    public int? Failed { get; init; }
}
