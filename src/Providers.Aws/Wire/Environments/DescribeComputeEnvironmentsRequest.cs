namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Describes environments, by name or ARN, or all of them.</summary>
internal sealed record DescribeComputeEnvironmentsRequest
{
    public IReadOnlyList<string>? ComputeEnvironments { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}
