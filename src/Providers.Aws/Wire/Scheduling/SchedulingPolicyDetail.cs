namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>A scheduling policy.</summary>
internal sealed record SchedulingPolicyDetail
{
    public string? Name { get; init; }

    public string? Arn { get; init; }

    public QuotaSharePolicy? QuotaSharePolicy { get; init; }

    public FairsharePolicy? FairsharePolicy { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
