namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>A page of scheduling policies.</summary>
internal sealed record ListSchedulingPoliciesResponse : WireReply
{
    public IReadOnlyList<SchedulingPolicyListingDetail>? SchedulingPolicies { get; init; }

    public string? NextToken { get; init; }
}
