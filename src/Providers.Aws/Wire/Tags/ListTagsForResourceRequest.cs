namespace MultiBatch.Providers.Aws.Wire.Tags;

/// <summary>Asks for the tags of a resource.</summary>
internal sealed record ListTagsForResourceRequest
{
    public required string ResourceArn { get; init; }
}
