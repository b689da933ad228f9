namespace MultiBatch.Emulators.Hosting;

/// <summary>A reply, before it is written.</summary>
internal sealed class EmulatorReply
{
    public int Status { get; init; } = 200;

    public string? ContentType { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The length to tell; null for the body's own. A reply to HEAD tells one without a body.</summary>
    public long? Length { get; init; }
}
