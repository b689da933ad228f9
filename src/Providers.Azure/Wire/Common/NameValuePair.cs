namespace MultiBatch.Providers.Azure.Wire.Common;

internal sealed record NameValuePair
{
    public required string Name { get; init; }

    public string? Value { get; init; }
}
