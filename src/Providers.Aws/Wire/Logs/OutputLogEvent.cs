namespace MultiBatch.Providers.Aws.Wire.Logs;

/// <summary>A line of a log stream.</summary>
internal sealed record OutputLogEvent
{
    public long? Timestamp { get; init; }

    public string? Message { get; init; }

    public long? IngestionTime { get; init; }
}
