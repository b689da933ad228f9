using System.Text.Json;
using MultiBatch.Providers.Azure.Wire.Calls;
using MultiBatch.Providers.Azure.Wire.Tasks;
using MultiBatch.Shared.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Azure.Errors;

/// <summary>Reads error replies of Azure Batch, and those of what stands in between. The reasons in <c>values</c> are part of the message.</summary>
internal static class AzureErrorReader
{
    private static readonly ErrorMembers Members = new()
    {
        // Some gateways wrap the error once more.
        Envelope = "error",
        Code = ["code"],
        Message = ["message"],
    };

    /// <param name="reply">A reply that is no success.</param>
    /// <param name="call">What was called.</param>
    /// <param name="endpoint">Where.</param>
    /// <param name="clock">The clock, for how long to wait.</param>
    internal static BatchException Read(AzureReply reply, HttpCall call, Uri endpoint, TimeProvider clock)
    {
        var body = ErrorBodyReader.Read(reply.Body, reply.MediaType, Members);
        var native = body.Code ?? reply.Status switch
        {
            413 => AzureErrorCodes.BodyTooLarge,
            416 => AzureErrorCodes.InvalidRange,
            _ => null,
        };
        var code = (native is null ? null : AzureErrorCodes.Find(native)) ?? AzureErrorCodes.OfStatus(reply.Status);
        var message = Join(SafeText.Of(body.Message), body.Kind == ErrorBodyKind.Json ? Values(reply.Body) : []);
        return new BatchException(code, message is null
            ? $"{call.Operation} at {endpoint.Authority} was answered with {reply.Status}{(native is null ? string.Empty : " " + native)}, {body.Description}."
            : $"{call.Operation}: {message}")
        {
            IsTransient = code is BatchErrorCode.Throttled or BatchErrorCode.Unavailable or BatchErrorCode.Timeout,
            RetryAfter = reply.RetryAfter(clock),
            // What is refused at the door has changed nothing. A 5xx from further in may have.
            Effect = reply.Status < 500 || code is BatchErrorCode.Throttled or BatchErrorCode.Unsupported ? BatchEffect.None : call.EffectOfLostReply,
            Resource = call.Resource,
            Provider = call.Provider,
            NativeCode = native,
            RequestId = reply.RequestId,
        };
    }

    /// <summary>The error of one item of a collection.</summary>
    internal static BatchException Read(TaskAddResult item, HttpCall call, string? requestId)
    {
        var native = item.Error?.Code;
        var isServer = string.Equals(item.Status, "ServerError", StringComparison.OrdinalIgnoreCase);
        var code = (native is null ? null : AzureErrorCodes.Find(native)) ?? (isServer ? BatchErrorCode.Unavailable : BatchErrorCode.InvalidSpec);
        var message = Join(
            SafeText.Of(item.Error?.Message?.Value), (item.Error?.Values ?? []).Select(value => (value.Key ?? string.Empty, value.Value ?? string.Empty)));
        return new BatchException(code, $"{call.Operation}: {message ?? native ?? "the service gives no reason"}")
        {
            IsTransient = isServer || code is BatchErrorCode.Throttled or BatchErrorCode.Unavailable or BatchErrorCode.Timeout,
            Effect = isServer ? BatchEffect.Unknown : BatchEffect.None,
            Resource = item.TaskId,
            Provider = call.Provider,
            NativeCode = native,
            RequestId = requestId,
        };
    }

    /// <summary>A success whose body is not what was promised.</summary>
    internal static BatchException Unreadable(AzureReply reply, HttpCall call, Exception? cause)
    {
        // JSON of the service that was cut off still says that it was carried out; a web page is from somebody else.
        var isService = reply.Body.Length > 0 && reply.Body.Span[0] == (byte)'{';
        return new BatchException(
            BatchErrorCode.Unavailable,
            $"{call.Operation} was answered with {reply.Status}, but the reply " + (isService ? "is broken or was cut off." : "is not one of the service."),
            cause)
        {
            IsTransient = true,
            Effect = call.IsChange && isService ? BatchEffect.Applied : call.EffectOfLostReply,
            Resource = call.Resource,
            Provider = call.Provider,
            RequestId = reply.RequestId,
        };
    }

    private static string? Join(string? message, IEnumerable<(string Key, string Value)> values)
    {
        var reasons = string.Join(
            "; ", values.Select(value => (value.Key, Value: SafeText.Of(value.Value))).Where(value => value.Value is not null).Select(value => $"{value.Key}: {value.Value}"));
        return reasons.Length == 0 ? message : message is null ? reasons : $"{message} ({reasons})";
    }

    private static List<(string Key, string Value)> Values(ReadOnlyMemory<byte> body)
    {
        var values = new List<(string, string)>();
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.TryGetProperty("values", out var list) && list.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in list.EnumerateArray())
                {
                    if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("key", out var key) && item.TryGetProperty("value", out var value))
                    {
                        values.Add((key.ToString(), value.ToString()));
                    }
                }
            }
        }
        catch (JsonException)
        {
            // The message has been read; without the reasons it still says something.
        }

        return values;
    }
}
