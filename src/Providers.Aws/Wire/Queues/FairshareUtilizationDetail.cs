namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>How much the shares of a queue use.</summary>
internal sealed record FairshareUtilizationDetail
{
    public int? ActiveShareCount { get; init; }

    public IReadOnlyList<FairshareCapacityUtilization>? TopCapacityUtilization { get; init; }
}
