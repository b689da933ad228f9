namespace MultiBatch.Providers.Aws.Wire.Tags;

/// <summary>Sets tags of a resource.</summary>
internal sealed record TagResourceRequest
{
    public required string ResourceArn { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
