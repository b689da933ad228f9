using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Providers.Aws.Wire.Calls;
using MultiBatch.Providers.Aws.Wire.Logs;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>CloudWatch Logs over HTTP.</summary>
internal sealed class AwsLogsWire(AwsCaller caller) : IAwsLogsWire
{
    private static readonly LogsWireJson Json = LogsWireJson.Instance;

    public Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken) =>
        SendAsync(LogsOperations.GetLogEvents, request, Json.GetLogEventsRequest, Json.GetLogEventsResponse, request.LogStreamName, cancellationToken);

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) =>
        SendAsync(LogsOperations.FilterLogEvents, request, Json.FilterLogEventsRequest, Json.FilterLogEventsResponse, request.LogGroupName, cancellationToken);

    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) => SendAsync(
        LogsOperations.DescribeLogStreams, request, Json.DescribeLogStreamsRequest, Json.DescribeLogStreamsResponse, request.LogGroupName, cancellationToken);

    private async Task<TReply> SendAsync<TRequest, TReply>(
        AwsOperation operation, TRequest message, JsonTypeInfo<TRequest> written, JsonTypeInfo<TReply> read, string? resource, CancellationToken cancellationToken)
        where TReply : WireReply, new()
    {
        var request = new AwsRequest { Operation = operation, Body = JsonSerializer.SerializeToUtf8Bytes(message, written), Resource = resource };
        return JsonReplies.Read(await caller.SendAsync(request, cancellationToken).ConfigureAwait(false), request, read);
    }
}
