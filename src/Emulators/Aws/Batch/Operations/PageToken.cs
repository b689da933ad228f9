using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Tokens of pages: opaque, and good only for the request they were made for.</summary>
internal static class PageToken
{
    /// <summary>The token that says where to go on.</summary>
    public static string Write(JsonObject request, long place) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark(request) + place.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Where to go on; null for the beginning.</summary>
    /// <exception cref="AwsException">The token is not one of this request.</exception>
    public static long? Read(JsonObject request)
    {
        if (request.Text("nextToken") is not { Length: > 0 } token)
        {
            return null;
        }

        var text = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : string.Empty;
        var mark = Mark(request);
        return text.StartsWith(mark, StringComparison.Ordinal) && long.TryParse(text.AsSpan(mark.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place)
            ? place
            : throw AwsException.OfClient("Invalid nextToken.");
    }

    /// <summary>A page of a list that does not change much.</summary>
    public static (List<T> Page, string? Next) Cut<T>(JsonObject request, IReadOnlyList<T> all, int most)
    {
        var size = (int)Math.Clamp(request.Whole("maxResults") ?? most, 1, most);
        var from = (int)(Read(request) ?? 0);
        var page = all.Skip(from).Take(size).ToList();
        return (page, from + page.Count < all.Count ? Write(request, from + page.Count) : null);
    }

    private static string Mark(JsonObject request)
    {
        var rest = request.CopyWithout("nextToken", "maxResults");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rest.ToJsonString())))[..16] + ":";
    }
}
