namespace MultiBatch.Providers.Local.Hosting.Frames;

/// <summary>The head of a frame. Members that a reader does not know are ignored.</summary>
internal sealed record FrameHeader
{
    /// <summary>What the frame is for.</summary>
    public required FrameKind Kind { get; init; }

    /// <summary>The request it belongs to; a client numbers its requests from 1. 0 outside requests.</summary>
    public long Id { get; init; }

    /// <summary>The operation that a request asks for.</summary>
    public string? Op { get; init; }
}
