namespace MultiBatch.Providers.Azure.Wire.Files;

/// <summary>The size of a file.</summary>
internal sealed record FileSize : WireReply
{
    public long? Length { get; init; }

    public DateTimeOffset? LastModified { get; init; }
}
