using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Azure.OData;

/// <summary>Replies with a page of a list: filtered, selected, with a link to the next one.</summary>
internal static class EntityList
{
    private const int LargestPage = 1000;
    private const string TokenPrefix = "WATV2:";
    private const string TokenSuffix = ":1$1";

    /// <summary>Makes the reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="metadata">What the list holds, as the service calls it.</param>
    /// <param name="entities">Entities after a place, each with its own place; places go up.</param>
    /// <param name="isKnown">Whether entities have a property of a name.</param>
    /// <param name="value">A property of an entity.</param>
    /// <param name="write">An entity as it is shown; true for statistics too.</param>
    public static EmulatorReply Reply<T>(
        AzureRequest request,
        string metadata,
        Func<long, IEnumerable<(T Entity, long Place)>> entities,
        Func<string, bool> isKnown,
        Func<T, string, object?> value,
        Func<T, bool, JsonObject> write)
    {
        var size = SizeOf(request);
        var filter = request.Query.TryGetValue("$filter", out var text) ? FilterParser.Parse(text, isKnown) : null;
        var select = SelectClause.Read(request, isKnown);
        var page = new JsonArray();
        var last = 0L;
        string? next = null;
        foreach (var (entity, place) in entities(PlaceOf(request)))
        {
            if (filter?.Invoke(path => value(entity, path)) == false)
            {
                continue;
            }

            if (page.Count == size)
            {
                next = LinkAfter(request, last);
                break;
            }

            page.Add(select.Apply(write(entity, select.WithStatistics)));
            last = place;
        }

        var body = new JsonObject { ["value"] = page };
        if (next is not null)
        {
            body["odata.nextLink"] = next;
        }

        return AzureReplies.Json(request, metadata, body);
    }

    private static int SizeOf(AzureRequest request)
    {
        if (!request.Query.TryGetValue("maxresults", out var text))
        {
            return LargestPage;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) && size <= LargestPage
            ? size >= 1 ? size : throw AzureException.InvalidQuery("maxresults", text, "MaxResults cannot be less than 1")
            : throw AzureException.InvalidQuery("maxresults", text, "MaxResults cannot be greater than 1000");
    }

    private static long PlaceOf(AzureRequest request)
    {
        if (!request.Query.TryGetValue("$skiptoken", out var token))
        {
            return -1;
        }

        if (token.StartsWith(TokenPrefix, StringComparison.Ordinal) && token.EndsWith(TokenSuffix, StringComparison.Ordinal)
            && token[TokenPrefix.Length..^TokenSuffix.Length] is var core && Base64Url.IsValid(core)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(core)).Split(':') is [var mark, var place]
            && mark == MarkOf(request) && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return after;
        }

        throw AzureException.InvalidQuery("$skiptoken", token, "The token is not one of this list.");
    }

    // The link has all of the query as it was sent, with the token behind it: the service's own tokens are not encoded either.
    private static string LinkAfter(AzureRequest request, long place)
    {
        var rest = request.RawQuery.Split('&').Where(pair => !AzureRequest.Decode(pair).StartsWith("$skiptoken=", StringComparison.Ordinal));
        var core = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(MarkOf(request) + ":" + place.ToString(CultureInfo.InvariantCulture)));
        return $"{request.Url}?{string.Join('&', rest)}&$skiptoken={TokenPrefix}{core}{TokenSuffix}";
    }

    private static string MarkOf(AzureRequest request)
    {
        var query = string.Join('&', request.Query.Where(pair => pair.Key is "$filter" or "$select" or "$expand").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + pair.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', request.Path) + "?" + query)))[..12];
    }
}
