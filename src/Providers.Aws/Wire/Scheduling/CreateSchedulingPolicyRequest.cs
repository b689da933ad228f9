namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>Makes a scheduling policy.</summary>
internal sealed record CreateSchedulingPolicyRequest
{
    public required string Name { get; init; }

    public QuotaSharePolicy? QuotaSharePolicy { get; init; }

    public FairsharePolicy? FairsharePolicy { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
