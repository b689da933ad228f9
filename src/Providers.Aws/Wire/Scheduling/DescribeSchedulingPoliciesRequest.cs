namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>Describes scheduling policies by ARN, at most 100.</summary>
internal sealed record DescribeSchedulingPoliciesRequest
{
    public required IReadOnlyList<string> Arns { get; init; }
}
