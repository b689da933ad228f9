namespace MultiBatch.Held;

/// <summary>A held job as it was read, and the tag to write it back with. The tag is null once it is over: then it never changes.</summary>
internal sealed class HeldEntry(HeldRecord record, string? etag)
{
    public HeldRecord Record { get; } = record;

    public string? ETag { get; } = etag;
}
