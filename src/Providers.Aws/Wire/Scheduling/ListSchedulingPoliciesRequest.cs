namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>Lists scheduling policies.</summary>
internal sealed record ListSchedulingPoliciesRequest
{
    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}
