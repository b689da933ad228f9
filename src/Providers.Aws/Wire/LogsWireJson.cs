using System.Text.Json.Serialization;
using MultiBatch.Providers.Aws.Wire.Logs;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>Source-generated metadata of the messages of CloudWatch Logs.</summary>
[JsonSerializable(typeof(GetLogEventsRequest))]
[JsonSerializable(typeof(GetLogEventsResponse))]
[JsonSerializable(typeof(FilterLogEventsRequest))]
[JsonSerializable(typeof(FilterLogEventsResponse))]
[JsonSerializable(typeof(DescribeLogStreamsRequest))]
[JsonSerializable(typeof(DescribeLogStreamsResponse))]
internal sealed partial class LogsWireJson : JsonSerializerContext
{
    internal static LogsWireJson Instance { get; } = new(WireJsonOptions.Create());
}
