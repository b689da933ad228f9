using MultiBatch.Shared.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Errors;

/// <summary>Reads error replies of Google, and those of what stands in between.</summary>
internal static class GoogleErrorReader
{
    private const int Longest = 2048;

    private static readonly ErrorMembers Members = new() { Envelope = "error", Code = ["status"], Message = ["message"] };

    /// <param name="reply">A reply that is no success.</param>
    /// <param name="call">What was called.</param>
    /// <param name="endpoint">Where.</param>
    /// <param name="token">What may never be repeated, however the service came by it.</param>
    internal static GoogleError Read(HttpReply reply, HttpCall call, Uri endpoint, string token)
    {
        var body = ErrorBodyReader.Read(reply.Body, reply.MediaType, Members);
        var details = body.Kind == ErrorBodyKind.Json ? ErrorDetails.Read(reply.Body) : ErrorDetails.None;
        var code = GoogleErrorCodes.Find(body.Code, details) ?? GoogleErrorCodes.OfStatus(reply.Status);
        var message = Safe(body.Message, token);
        return new GoogleError
        {
            Code = code,
            Message = message is null
                ? $"{call.Operation} at {endpoint.Authority} was answered with {reply.Status}{(body.Code is null ? string.Empty : " " + body.Code)}, {body.Description}."
                : $"{call.Operation}: {message}{Safe(Hint(details), token)}",
            NativeCode = details.Reason is { } reason && body.Code is { } status ? status + "/" + reason : body.Code ?? details.Reason,
            IsTransient = IsTransient(code, body.Code),
            // What is refused at the door has changed nothing. A 5xx from further in may have, and so may a call that ran out of time.
            Effect = reply.Status is < 500 and not 408 and not 499 ? BatchEffect.None : call.EffectOfLostReply,
            RetryDelay = details.RetryDelay,
        };
    }

    /// <summary>A success whose body is not what was promised.</summary>
    internal static BatchException Unreadable(HttpReply reply, HttpCall call, Exception? cause)
    {
        // JSON of the service that was cut off still says that it was carried out; a web page is from somebody else.
        var isService = reply.Body.Length > 0 && reply.Body.Span[0] == (byte)'{';
        return new BatchException(
            BatchErrorCode.Unavailable,
            $"{call.Operation} was answered with {reply.Status}, but the reply {(isService ? "is broken or was cut off." : "is not one of the service.")}",
            cause)
        {
            IsTransient = true,
            Effect = call.IsChange && isService ? BatchEffect.Applied : call.EffectOfLostReply,
            Resource = call.Resource,
            Provider = call.Provider,
        };
    }

    internal static bool IsTransient(BatchErrorCode code, string? native) =>
        code is BatchErrorCode.Throttled or BatchErrorCode.Unavailable or BatchErrorCode.Timeout
        // Two changes met: one of them may come again.
        || native == "ABORTED";

    private static string? Hint(ErrorDetails details)
    {
        var text = details.Violations.Count > 0 ? " (" + string.Join("; ", details.Violations.Take(5)) + ")" : string.Empty;
        return details.Help is { } help ? $"{text} See {help}" : text.Length > 0 ? text : null;
    }

    private static string? Safe(string? message, string token)
    {
        if (message is null)
        {
            return null;
        }

        message = token.Length >= 8 ? message.Replace(token, "***") : message;
        return message.Trim().Length == 0 ? null : message.Length > Longest ? message.Remove(Longest) + "…" : message;
    }
}
