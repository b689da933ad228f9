using MultiBatch.Shared.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Aws.Errors;

/// <summary>Reads error replies of AWS, in whichever of its protocols, and those of what stands in between.</summary>
internal static class AwsErrorReader
{
    private static readonly ErrorMembers Members = new()
    {
        Envelope = "Error",
        Code = ["__type", "code", "Code", "errorCode"],
        Message = ["message", "Message", "errorMessage"],
        RequestId = ["requestId", "RequestId"],
    };

    /// <param name="reply">A reply that is no success.</param>
    /// <param name="call">What was called.</param>
    /// <param name="endpoint">Where.</param>
    /// <param name="secrets">What may never be repeated, however the service came by it.</param>
    internal static AwsError Read(HttpReply reply, HttpCall call, Uri endpoint, IReadOnlyList<string?> secrets)
    {
        var body = ErrorBodyReader.Read(reply.Body, reply.MediaType, Members);
        var native = NativeCode(reply.Header("x-amzn-errortype") ?? body.Code);
        var code = (native is null ? null : native == "ClientException" ? ClientMessages.CodeOf(body.Message) : AwsErrorCodes.Find(native))
            ?? AwsErrorCodes.OfStatus(reply.Status);
        var message = SafeText.Of(body.Message, secrets);
        return new AwsError
        {
            Code = code,
            Message = message is null
                ? $"{call.Operation} at {endpoint.Authority} was answered with {reply.Status}{(native is null ? string.Empty : " " + native)}, {body.Description}."
                : $"{call.Operation}: {message}",
            NativeCode = native,
            RequestId = RequestIdOf(reply) ?? body.RequestId,
            IsTransient = IsTransient(code, native, reply.Status),
            Effect = IsTurnedAway(code, native, reply.Status) ? BatchEffect.None : call.EffectOfLostReply,
            Kind = KindOf(code, native, body.Message),
        };
    }

    /// <summary>A success whose body is not what was promised.</summary>
    internal static BatchException Unreadable(HttpReply reply, HttpCall call, Uri? endpoint, Exception? cause)
    {
        // JSON of the service that was cut off still says that it was carried out; a web page is from somebody else.
        var isService = reply.Body.Length > 0 && reply.Body.Span[0] == (byte)'{';
        return new BatchException(
            BatchErrorCode.Unavailable,
            $"{call.Operation}{(endpoint is null ? string.Empty : " at " + endpoint.Authority)} was answered with {reply.Status}, but the reply "
            + (isService ? "is broken or was cut off." : "is not one of the service."),
            cause)
        {
            IsTransient = true,
            Effect = call.IsChange && isService ? BatchEffect.Applied : call.EffectOfLostReply,
            Resource = call.Resource,
            Provider = call.Provider,
            RequestId = RequestIdOf(reply),
        };
    }

    internal static string? RequestIdOf(HttpReply reply) =>
        reply.Header("x-amzn-requestid") ?? reply.Header("x-amz-request-id") ?? reply.Header("x-amzn-request-id");

    // "ClientException:http://…", "com.amazonaws.batch#ClientException", or both.
    private static string? NativeCode(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var colon = text.IndexOf(':');
        text = colon >= 0 ? text.Substring(0, colon) : text;
        text = text.Substring(text.LastIndexOf('#') + 1).Trim();
        return text.Length == 0 ? null : text;
    }

    private static bool IsTransient(BatchErrorCode code, string? native, int status) => code switch
    {
        BatchErrorCode.Throttled or BatchErrorCode.Unavailable or BatchErrorCode.Timeout => true,
        // Two changes met: one of them may come again.
        BatchErrorCode.Conflict => native == "OperationAbortedException",
        _ => status >= 500 && code == BatchErrorCode.Provider,
    };

    // What is refused at the door has changed nothing. A 5xx from further in may have.
    private static bool IsTurnedAway(BatchErrorCode code, string? native, int status) =>
        status < 500 || code is BatchErrorCode.Throttled or BatchErrorCode.PermissionDenied or BatchErrorCode.Unauthenticated or BatchErrorCode.Unsupported
        || native == "AuthorizerConfigurationException";

    private static AwsErrorKind KindOf(BatchErrorCode code, string? native, string? message) =>
        code != BatchErrorCode.Unauthenticated || native is "OptInRequired" or "NotSignedUp" ? AwsErrorKind.Other
        : native is "RequestTimeTooSkewed" or "RequestExpired" or "RequestInTheFuture" || IsAboutTime(message) ? AwsErrorKind.Clock
        : AwsErrorKind.Keys;

    private static bool IsAboutTime(string? message) =>
        message is not null && (message.StartsWith("Signature expired", StringComparison.OrdinalIgnoreCase)
            || message.StartsWith("Signature not yet current", StringComparison.OrdinalIgnoreCase));
}
