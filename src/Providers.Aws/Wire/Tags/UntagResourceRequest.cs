namespace MultiBatch.Providers.Aws.Wire.Tags;

/// <summary>Removes tags of a resource.</summary>
internal sealed record UntagResourceRequest
{
    public required string ResourceArn { get; init; }

    public required IReadOnlyList<string> TagKeys { get; init; }
}
