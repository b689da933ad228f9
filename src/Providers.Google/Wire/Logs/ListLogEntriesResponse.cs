namespace MultiBatch.Providers.Google.Wire.Logs;

internal sealed record ListLogEntriesResponse : WireReply
{
    public IReadOnlyList<LoggedEntry>? Entries { get; init; }

    public string? NextPageToken { get; init; }
}
