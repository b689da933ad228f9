namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>How a queue is shared.</summary>
internal sealed record FairsharePolicy
{
    public int? ShareDecaySeconds { get; init; }

    public int? ComputeReservation { get; init; }

    public IReadOnlyList<ShareAttributes>? ShareDistribution { get; init; }
}
