using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>Tokens of pages: opaque, and good only for the request they were made for.</summary>
internal static class PageToken
{
    /// <summary>The token that says where to go on.</summary>
    /// <param name="place">The place.</param>
    /// <param name="request">What all requests of a list have in common.</param>
    public static string Write(string place, string request) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark(request) + place));

    /// <summary>Where to go on; null for the beginning.</summary>
    /// <exception cref="GoogleException">The token is not one of this request.</exception>
    public static string? Read(string? token, string request)
    {
        if (token is not { Length: > 0 })
        {
            return null;
        }

        var text = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : string.Empty;
        var mark = Mark(request);
        return text.StartsWith(mark, StringComparison.Ordinal) ? text[mark.Length..] : throw GoogleException.Invalid("page_token", "Invalid page token.");
    }

    private static string Mark(string request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))[..16] + ":";
}
