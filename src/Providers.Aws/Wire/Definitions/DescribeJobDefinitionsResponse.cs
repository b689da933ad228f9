namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Revisions of job definitions.</summary>
internal sealed record DescribeJobDefinitionsResponse : WireReply
{
    public IReadOnlyList<JobDefinitionDetail>? JobDefinitions { get; init; }

    public string? NextToken { get; init; }
}
