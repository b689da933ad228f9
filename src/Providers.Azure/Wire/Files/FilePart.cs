namespace MultiBatch.Providers.Azure.Wire.Files;

/// <summary>A part of a file: its bytes are the body.</summary>
internal sealed record FilePart : WireReply
{
    /// <summary>True when the range begins at or behind the end of the file.</summary>
    public bool IsBeyondEnd { get; init; }
}
