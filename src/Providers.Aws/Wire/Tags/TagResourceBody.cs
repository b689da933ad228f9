namespace MultiBatch.Providers.Aws.Wire.Tags;

/// <summary>The body of <see cref="TagResourceRequest"/>: its ARN goes into the path.</summary>
internal sealed record TagResourceBody
{
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
