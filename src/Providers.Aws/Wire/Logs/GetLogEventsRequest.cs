namespace MultiBatch.Providers.Aws.Wire.Logs;

/// <summary>Reads a log stream forward or backward; at most 10,000 events or 1 MiB a page. Times are milliseconds since 1970.</summary>
internal sealed record GetLogEventsRequest
{
    public required string LogStreamName { get; init; }

    public string? LogGroupName { get; init; }

    public string? LogGroupIdentifier { get; init; }

    public long? StartTime { get; init; }

    public long? EndTime { get; init; }

    public string? NextToken { get; init; }

    public int? Limit { get; init; }

    public bool? StartFromHead { get; init; }

    public bool? Unmask { get; init; }
}
