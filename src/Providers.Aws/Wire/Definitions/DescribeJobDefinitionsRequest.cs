namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Describes revisions, by name, ARN or status.</summary>
internal sealed record DescribeJobDefinitionsRequest
{
    public IReadOnlyList<string>? JobDefinitions { get; init; }

    public int? MaxResults { get; init; }

    public string? JobDefinitionName { get; init; }

    public string? Status { get; init; }

    public string? NextToken { get; init; }
}
