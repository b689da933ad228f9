namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Makes a revision, by name:revision or ARN, inactive; jobs under way keep it.</summary>
internal sealed record DeregisterJobDefinitionRequest
{
    public required string JobDefinition { get; init; }
}
