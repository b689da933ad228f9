using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Providers.Google.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Wire.Calls;

/// <summary>Reads replies in JSON.</summary>
internal static class JsonReplies
{
    /// <exception cref="BatchException">The body is not what the service promises: broken, cut off, or from somebody else.</exception>
    internal static TReply Read<TReply>(HttpReply reply, GoogleRequest request, JsonTypeInfo<TReply> type)
        where TReply : WireReply, new()
    {
        Exception? cause = null;
        if (!reply.IsCut)
        {
            try
            {
                if (JsonSerializer.Deserialize(reply.Body.Span, type) is { } read)
                {
                    return read with { Body = reply.Body };
                }
            }
            catch (JsonException exception)
            {
                // Where it broke, and not with which words.
                cause = new JsonException($"Line {exception.LineNumber}, byte {exception.BytePositionInLine}.");
            }
        }

        throw GoogleErrorReader.Unreadable(reply, request.ToCall(), cause);
    }
}
