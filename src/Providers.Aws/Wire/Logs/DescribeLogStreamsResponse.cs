namespace MultiBatch.Providers.Aws.Wire.Logs;

/// <summary>A page of log streams.</summary>
internal sealed record DescribeLogStreamsResponse : WireReply
{
    public IReadOnlyList<LogStream>? LogStreams { get; init; }

    public string? NextToken { get; init; }
}
