namespace MultiBatch.Providers.Local.Hosting.Frames;

/// <summary>One message: a head, and a body that only the two ends of the operation understand.</summary>
internal readonly struct Frame
{
    public Frame(FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        Header = header;
        Payload = payload;
    }

    public FrameHeader Header { get; }

    public ReadOnlyMemory<byte> Payload { get; }
}
