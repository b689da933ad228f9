namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>A scheduling policy in a list.</summary>
internal sealed record SchedulingPolicyListingDetail
{
    public string? Arn { get; init; }
}
