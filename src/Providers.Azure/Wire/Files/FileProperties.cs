namespace MultiBatch.Providers.Azure.Wire.Files;

internal sealed record FileProperties
{
    public DateTimeOffset? CreationTime { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public long? ContentLength { get; init; }

    public string? ContentType { get; init; }

    public string? FileMode { get; init; }
}
