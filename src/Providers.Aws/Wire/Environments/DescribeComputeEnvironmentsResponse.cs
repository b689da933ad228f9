namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Environments; a name that nobody knows is silently absent.</summary>
internal sealed record DescribeComputeEnvironmentsResponse : WireReply
{
    public IReadOnlyList<ComputeEnvironmentDetail>? ComputeEnvironments { get; init; }

    public string? NextToken { get; init; }
}
