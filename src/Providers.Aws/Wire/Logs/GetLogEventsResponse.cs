namespace MultiBatch.Providers.Aws.Wire.Logs;

/// <summary>A page of a log stream; its end is reached when nextForwardToken is the one that was sent.</summary>
internal sealed record GetLogEventsResponse : WireReply
{
    public IReadOnlyList<OutputLogEvent>? Events { get; init; }

    public string? NextForwardToken { get; init; }

    public string? NextBackwardToken { get; init; }
}
