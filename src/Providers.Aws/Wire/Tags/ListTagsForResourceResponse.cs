namespace MultiBatch.Providers.Aws.Wire.Tags;

/// <summary>The tags of a resource.</summary>
internal sealed record ListTagsForResourceResponse : WireReply
{
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
