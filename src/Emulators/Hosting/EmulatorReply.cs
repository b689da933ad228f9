namespace MultiBatch.Emulators.Hosting;

/// <summary>A reply, before it is written.</summary>
internal sealed class EmulatorReply
{
    public int Status { get; init; } = 200;

    public string? ContentType { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether a judge may look at the exchange: not where the emulator was told to take what the service refuses.</summary>
    public bool IsFaithful { get; init; } = true;

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The length to tell; null for the body's own. A reply to HEAD tells one without a body.</summary>
    public long? Length { get; init; }
}
