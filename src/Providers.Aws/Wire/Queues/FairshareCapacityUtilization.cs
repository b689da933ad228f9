namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>How much one share uses.</summary>
internal sealed record FairshareCapacityUtilization
{
    public string? ShareIdentifier { get; init; }

    public IReadOnlyList<FairshareCapacityUsage>? CapacityUsage { get; init; }
}
