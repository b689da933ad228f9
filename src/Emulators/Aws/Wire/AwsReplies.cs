using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Aws.Wire;

/// <summary>Writes replies in the three protocols.</summary>
internal static class AwsReplies
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static EmulatorReply Json(AwsProtocol protocol, JsonObject body) => new()
    {
        ContentType = ContentTypeOf(protocol),
        Headers = Ids(),
        Body = Encoding.UTF8.GetBytes(body.ToJsonString(Plain)),
    };

    public static EmulatorReply Xml(string body)
    {
        var ids = Ids();
        return new EmulatorReply
        {
            ContentType = "text/xml",
            Headers = ids,
            Body = Encoding.UTF8.GetBytes(body.Replace("{request-id}", ids[0].Value, StringComparison.Ordinal)),
        };
    }

    public static EmulatorReply Error(AwsProtocol protocol, string code, int status, string message)
    {
        var ids = Ids();
        if (protocol == AwsProtocol.Query)
        {
            var kind = status >= 500 ? "Receiver" : "Sender";
            return new EmulatorReply
            {
                Status = status,
                ContentType = "text/xml",
                Headers = ids,
                Body = Encoding.UTF8.GetBytes(
                    "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>" + kind + "</Type><Code>" + code + "</Code><Message>"
                    + SecurityElement.Escape(message) + "</Message></Error><RequestId>" + ids[0].Value + "</RequestId></ErrorResponse>"),
            };
        }

        var body = new JsonObject();
        if (protocol == AwsProtocol.Json)
        {
            body["__type"] = code;
            body["message"] = message;
        }
        else
        {
            // The gateway before the service spells the word with a capital.
            body[code == "AccessDeniedException" ? "Message" : "message"] = message;
            ids.Add(new("x-amzn-errortype", code));
        }

        return new EmulatorReply { Status = status, ContentType = ContentTypeOf(protocol), Headers = ids, Body = Encoding.UTF8.GetBytes(body.ToJsonString(Plain)) };
    }

    private static string ContentTypeOf(AwsProtocol protocol) => protocol == AwsProtocol.Json ? "application/x-amz-json-1.1" : "application/json";

    private static List<KeyValuePair<string, string>> Ids() => [new("x-amzn-requestid", Guid.NewGuid().ToString())];
}
