using System.Text;
using System.Text.Json;
using System.Xml;

namespace MultiBatch.Shared.Errors;

/// <summary>Reads the body of an error reply, whatever it is. Never throws.</summary>
internal static class ErrorBodyReader
{
    private static readonly XmlReaderSettings XmlSettings = new()
    {
        // An error page may come from anybody: no entities, nothing from elsewhere.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
    };

    internal static ErrorBody Read(ReadOnlyMemory<byte> body, string? mediaType, ErrorMembers members)
    {
        var start = Start(body.Span);
        if (start == body.Length)
        {
            return new ErrorBody { Kind = ErrorBodyKind.Empty };
        }

        var text = body.Slice(start);
        return text.Span[0] switch
        {
            (byte)'{' => ReadJson(text, members),
            (byte)'<' when IsHtml(text.Span, mediaType) => new ErrorBody { Kind = ErrorBodyKind.Html },
            (byte)'<' => ReadXml(text, members),
            _ => new ErrorBody { Kind = ErrorBodyKind.Unreadable },
        };
    }

    private static int Start(ReadOnlySpan<byte> body)
    {
        var start = body.Length >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF ? 3 : 0;
        while (start < body.Length && body[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        return start;
    }

    private static bool IsHtml(ReadOnlySpan<byte> text, string? mediaType)
    {
        if (string.Equals(mediaType, "text/html", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var begin = Encoding.ASCII.GetString(text.Slice(0, Math.Min(text.Length, 16)).ToArray());
        return begin.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase);
    }

    private static ErrorBody ReadJson(ReadOnlyMemory<byte> text, ErrorMembers members)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var error = document.RootElement;
            if (members.Envelope is { } envelope && error.TryGetProperty(envelope, out var inner) && inner.ValueKind == JsonValueKind.Object)
            {
                error = inner;
            }

            return new ErrorBody
            {
                Kind = ErrorBodyKind.Json,
                Code = Find(error, members.Code),
                Message = Find(error, members.Message),
                RequestId = Find(error, members.RequestId),
            };
        }
        catch (JsonException)
        {
            return new ErrorBody { Kind = ErrorBodyKind.Unreadable };
        }
    }

    private static string? Find(JsonElement error, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!error.TryGetProperty(name, out var value))
            {
                continue;
            }

            // One service wraps its message once more, to name its language.
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("value", out var wrapped))
            {
                value = wrapped;
            }

            if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    private static ErrorBody ReadXml(ReadOnlyMemory<byte> text, ErrorMembers members)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        string? root = null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(text.ToArray(), writable: false), XmlSettings);
            string? element = null;
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    element = reader.LocalName;
                    root ??= element;
                }
                else if (reader.NodeType == XmlNodeType.Text && element is not null && !found.ContainsKey(element))
                {
                    found.Add(element, reader.Value.Trim());
                }
            }
        }
        catch (XmlException)
        {
            // What was read before the text broke still counts.
            if (found.Count == 0)
            {
                return new ErrorBody { Kind = ErrorBodyKind.Unreadable };
            }
        }

        var code = Find(found, ["Code", .. members.Code]);
        return new ErrorBody
        {
            Kind = ErrorBodyKind.Xml,
            // Some services name the root after the error.
            Code = code ?? (root is not null && root.EndsWith("Exception", StringComparison.Ordinal) ? root : null),
            Message = Find(found, ["Message", .. members.Message]),
            RequestId = Find(found, ["RequestId", "RequestID", .. members.RequestId]),
        };
    }

    private static string? Find(Dictionary<string, string> found, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (found.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }
        }

        return null;
    }
}
