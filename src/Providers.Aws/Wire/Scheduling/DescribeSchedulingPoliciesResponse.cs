namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>Scheduling policies.</summary>
internal sealed record DescribeSchedulingPoliciesResponse : WireReply
{
    public IReadOnlyList<SchedulingPolicyDetail>? SchedulingPolicies { get; init; }
}
