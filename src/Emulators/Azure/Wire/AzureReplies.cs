using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Azure.Wire;

/// <summary>Writes replies.</summary>
internal static class AzureReplies
{
    public const string JsonType = "application/json;odata=minimalmetadata";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A reply with an entity or a list in it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="metadata">What the body is, as the service calls it: <c>pools/@Element</c>.</param>
    /// <param name="body">The members.</param>
    /// <param name="modified">When the entity was last changed; its tag follows from it. Null for what has no tag.</param>
    public static EmulatorReply Json(AzureRequest request, string metadata, JsonObject body, DateTimeOffset? modified = null)
    {
        var whole = new JsonObject { ["odata.metadata"] = $"{request.BaseUrl}/$metadata#{metadata}" };
        foreach (var (name, value) in body.ToList())
        {
            body.Remove(name);
            whole[name] = value;
        }

        return new EmulatorReply
        {
            ContentType = JsonType,
            Headers = Headers(request, Guid.NewGuid().ToString(), modified),
            Body = Encoding.UTF8.GetBytes(whole.ToJsonString(Plain)),
        };
    }

    /// <summary>A reply without a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="modified">When the entity was last changed; null for what has no tag.</param>
    /// <param name="id">The address of the entity, for a header; null for none.</param>
    /// <param name="location">The address of what was made; null for none.</param>
    public static EmulatorReply Empty(AzureRequest request, int status, DateTimeOffset? modified = null, string? id = null, string? location = null)
    {
        var headers = Headers(request, Guid.NewGuid().ToString(), modified);
        if (id is not null)
        {
            headers.Add(new("DataServiceId", id));
        }

        if (location is not null)
        {
            headers.Add(new("Location", location));
        }

        return new EmulatorReply { Status = status, Headers = headers };
    }

    public static EmulatorReply Error(AzureRequest request, AzureException error, bool withBody, TimeSpan? retryAfter = null)
    {
        var id = Guid.NewGuid().ToString();
        var headers = Headers(request, id, null);
        if (retryAfter is { } delay)
        {
            headers.Add(new("Retry-After", ((int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture)));
        }

        return !withBody ? new EmulatorReply { Status = error.Status, Headers = headers } : new EmulatorReply
        {
            Status = error.Status,
            ContentType = JsonType,
            Headers = headers,
            Body = Encoding.UTF8.GetBytes(ErrorBody(error, id, $"{request.BaseUrl}/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element").ToJsonString(Plain)),
        };
    }

    /// <summary>An error as it is written, alone or within a reply to a collection.</summary>
    public static JsonObject ErrorBody(AzureException error, string requestId, string? metadata = null)
    {
        var body = new JsonObject();
        if (metadata is not null)
        {
            body["odata.metadata"] = metadata;
        }

        body["code"] = error.Code;
        body["message"] = new JsonObject
        {
            ["lang"] = "en-US",
            ["value"] = $"{error.Message}\nRequestId:{requestId}\nTime:{WireText.Time(DateTimeOffset.UtcNow)}",
        };
        if (error.Values.Count > 0)
        {
            body["values"] = new JsonArray([.. error.Values.Select(value => (JsonNode)new JsonObject { ["key"] = value.Key, ["value"] = value.Value })]);
        }

        return body;
    }

    public static List<KeyValuePair<string, string>> Headers(AzureRequest request, string id, DateTimeOffset? modified)
    {
        var headers = new List<KeyValuePair<string, string>> { new("request-id", id), new("DataServiceVersion", "3.0") };
        if (modified is { } time)
        {
            headers.Add(new("Last-Modified", WireText.HttpTime(time)));
            headers.Add(new("ETag", WireText.Tag(time)));
        }

        if (string.Equals(request.Header("return-client-request-id"), "true", StringComparison.OrdinalIgnoreCase) && request.Header("client-request-id") is { } own)
        {
            headers.Add(new("client-request-id", own));
        }

        return headers;
    }
}
