namespace MultiBatch.Providers.Aws.Wire.Logs;

/// <summary>A page of lines found; it may be empty and yet not be the last.</summary>
internal sealed record FilterLogEventsResponse : WireReply
{
    public IReadOnlyList<FilteredLogEvent>? Events { get; init; }

    public string? NextToken { get; init; }
}
