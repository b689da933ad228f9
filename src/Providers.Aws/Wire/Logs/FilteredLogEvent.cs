namespace MultiBatch.Providers.Aws.Wire.Logs;

/// <summary>A line found.</summary>
internal sealed record FilteredLogEvent
{
    public string? LogStreamName { get; init; }

    public long? Timestamp { get; init; }

    public string? Message { get; init; }

    public long? IngestionTime { get; init; }

    public string? EventId { get; init; }
}
