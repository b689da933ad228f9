using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>Writes replies as the service's front end does.</summary>
internal static class GoogleReplies
{
    public const string JsonType = "application/json; charset=UTF-8";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("Server", "ESF"),
        new("Vary", "Origin, X-Origin, Referer"),
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "SAMEORIGIN"),
        new("X-XSS-Protection", "0"),
    ];

    public static EmulatorReply Json(ReadOnlyMemory<byte> body, bool isFaithful) => new() { ContentType = JsonType, Headers = Headers, IsFaithful = isFaithful, Body = body };

    public static EmulatorReply Error(GoogleException error)
    {
        var status = new JsonObject { ["code"] = error.Status, ["message"] = error.Message, ["status"] = error.Code };
        if (error.Details is { } details)
        {
            status["details"] = details.DeepClone();
        }

        return new EmulatorReply
        {
            Status = error.Status,
            ContentType = JsonType,
            Headers = error.Status == 401 ? [.. Headers, new("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"")] : Headers,
            Body = Encoding.UTF8.GetBytes(new JsonObject { ["error"] = status }.ToJsonString(Plain)),
        };
    }

    /// <summary>What the front end says to an address behind which there is nothing: a page, not JSON.</summary>
    public static EmulatorReply NoSuchAddress() => new()
    {
        Status = 404,
        ContentType = "text/html; charset=UTF-8",
        Body = "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p><b>404.</b> The requested URL was not found on this server.\n"u8.ToArray(),
    };
}
