using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Providers.Aws.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Aws.Wire.Calls;

/// <summary>Reads replies in JSON.</summary>
internal static class JsonReplies
{
    /// <exception cref="BatchException">The body is not what the service promises: broken, cut off, or from somebody else.</exception>
    internal static TReply Read<TReply>(HttpReply reply, AwsRequest request, JsonTypeInfo<TReply> type)
        where TReply : WireReply, new()
    {
        var requestId = AwsErrorReader.RequestIdOf(reply);
        if (reply.Body.IsEmpty && !reply.IsCut && typeof(TReply) == typeof(EmptyReply))
        {
            return new TReply { RequestId = requestId };
        }

        Exception? cause = null;
        if (!reply.IsCut)
        {
            try
            {
                if (JsonSerializer.Deserialize(reply.Body.Span, type) is { } read)
                {
                    return read with { RequestId = requestId, Body = reply.Body };
                }
            }
            catch (JsonException exception)
            {
                // Where it broke, and not with which words.
                cause = new JsonException($"Line {exception.LineNumber}, byte {exception.BytePositionInLine}.");
            }
        }

        throw AwsErrorReader.Unreadable(reply, request.ToCall(), null, cause);
    }
}
