using MultiBatch.Providers.Aws.Wire.Logs;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>The operations of CloudWatch Logs that logs of jobs need. One call is one attempt, as of <see cref="IAwsBatchWire"/>.</summary>
internal interface IAwsLogsWire
{
    /// <summary>Reads a stream. A stream or group that is not there (yet) is <see cref="BatchErrorCode.NotFound"/>.</summary>
    Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken);

    Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken);

    Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken);
}
