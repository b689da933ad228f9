using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using V1 = Google.Cloud.Batch.V1;
using V1Alpha = Google.Cloud.Batch.V1Alpha;

namespace MultiBatch.Google.ProtoCheck;

/// <summary>Reads requests and replies with the vendor's definitions, and takes nothing that they do not have.</summary>
internal sealed class Judge
{
    private const string EmptyType = "type.googleapis.com/google.protobuf.Empty";
    private const int MostShown = 50;

    private static readonly JsonParser Parser = new(new JsonParser.Settings(
        recursionLimit: 100,
        TypeRegistry.FromMessages(
            V1.OperationMetadata.Descriptor, V1.CancelJobResponse.Descriptor, V1Alpha.OperationMetadata.Descriptor, V1Alpha.CancelJobResponse.Descriptor,
            BadRequest.Descriptor, ErrorInfo.Descriptor, global::Google.Protobuf.WellKnownTypes.Empty.Descriptor)));

    private readonly List<string> _problems = [];

    public int Requests { get; private set; }

    public int Replies { get; private set; }

    public int ProblemCount { get; private set; }

    /// <summary>The first of what is wrong.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How often each method was called.</summary>
    public SortedDictionary<string, int> Methods { get; } = new(StringComparer.Ordinal);

    public void Look(Exchange exchange)
    {
        if (ProtoCheck.Methods.Find(exchange) is not { } method)
        {
            // Nothing is behind such an address, and the reply is a page.
            return;
        }

        var name = (exchange.IsAlpha ? "v1alpha " : string.Empty) + exchange.Operation;
        Methods[name] = Methods.GetValueOrDefault(name) + 1;
        if (exchange.Status < 400)
        {
            // What was refused may have been wrong on purpose.
            Requests++;
            Check(exchange, "parameters", ParametersOf(exchange), method.Parameters);
            if (method.Body is not null && exchange.Request.Length > 0)
            {
                Check(exchange, "request", exchange.Request, method.Body);
            }
            else if (exchange.Request.Length > 0)
            {
                Blame(exchange, "request", "it has a body, and the method takes none", exchange.Request);
            }
        }

        Replies++;
        if (exchange.Status < 400)
        {
            Check(exchange, "reply", WithValues(exchange.Reply), method.Reply);
        }
        else
        {
            Check(exchange, "error", StatusOf(exchange.Reply), Status.Descriptor);
        }
    }

    private static string ParametersOf(Exchange exchange)
    {
        var parameters = new JsonObject();
        foreach (var pair in exchange.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            var name = WebUtility.UrlDecode(pair[0]);
            if (name[0] != '$' && name is not ("alt" or "prettyPrint"))
            {
                parameters[name] = pair.Length > 1 ? WebUtility.UrlDecode(pair[1]) : string.Empty;
            }
        }

        return parameters.ToJsonString();
    }

    /// <summary>The service writes an empty message in an Any without the value that this parser asks for.</summary>
    private static string WithValues(string reply)
    {
        if (!reply.Contains(EmptyType, StringComparison.Ordinal))
        {
            return reply;
        }

        var root = JsonNode.Parse(reply)!;
        foreach (var operation in root["operations"] is JsonArray operations ? operations.ToArray() : [root])
        {
            if (operation!["response"] is JsonObject response && (string?)response["@type"] == EmptyType)
            {
                response["value"] = new JsonObject();
            }
        }

        return root.ToJsonString();
    }

    /// <summary>An error as a message: the name of the code beside its number is JSON's alone.</summary>
    private static string StatusOf(string reply)
    {
        var error = JsonNode.Parse(reply)?["error"]?.DeepClone() as JsonObject ?? [];
        return error.Remove("status") ? error.ToJsonString() : "{\"status\":\"is missing\"}";
    }

    private void Check(Exchange exchange, string part, string json, MessageDescriptor message)
    {
        try
        {
            Parser.Parse(json, message);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidOperationException or FormatException)
        {
            Blame(exchange, part, error.Message, json);
        }
    }

    private void Blame(Exchange exchange, string part, string problem, string json)
    {
        ProblemCount++;
        if (_problems.Count < MostShown)
        {
            _problems.Add($"{exchange.Operation} {exchange.Path}: {part}: {problem}\n  {json[..Math.Min(json.Length, 400)]}");
        }
    }
}
