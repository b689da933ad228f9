using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Azure.Signing;

/// <summary>Verifies signatures of the kind SharedKey, and bearer tokens, and refuses as the service does.</summary>
internal sealed class SharedKeyVerifier
{
    private const string Scheme = "SharedKey ";
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);
    private static readonly string[] SignedHeaders =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match",
        "If-Unmodified-Since", "Range",
    ];

    private readonly string _account;
    private readonly byte[] _key;
    private readonly string? _token;
    private readonly TimeProvider _time;

    public SharedKeyVerifier(string account, string key, string? token, TimeProvider time)
    {
        _account = account;
        _key = Convert.FromBase64String(key);
        _token = token;
        _time = time;
    }

    /// <summary>Verifies a request.</summary>
    /// <exception cref="AzureException">The request is refused.</exception>
    public void Verify(EmulatorRequest request)
    {
        var text = request.Headers.Authorization.ToString();
        if (text.Length == 0)
        {
            throw Refused(401, "The authorization header is missing.");
        }

        if (_token is not null && text == "Bearer " + _token)
        {
            return;
        }

        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw Refused(401, "The specified authorization scheme or token is not accepted.");
        }

        var parts = text[Scheme.Length..].Split(':', 2);
        if (parts.Length != 2 || !string.Equals(parts[0], _account, StringComparison.Ordinal))
        {
            throw Refused(403, "The specified account does not exist or the authorization header is not well formed.");
        }

        CheckDate(request);
        var expected = Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(StringToSign(request, _account))));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(parts[1])))
        {
            throw Refused(403, "The MAC signature found in the HTTP request is not the same as any computed signature.");
        }
    }

    /// <summary>The text that a signature is made over, of a request as it came over the wire.</summary>
    internal static string StringToSign(EmulatorRequest request, string account)
    {
        var text = new StringBuilder(512).Append(request.Method).Append('\n');
        foreach (var name in SignedHeaders)
        {
            text.Append(request.Headers[name].ToString()).Append('\n');
        }

        foreach (var (name, value) in request.Headers
            .Select(pair => (Name: pair.Key.ToLowerInvariant(), Value: pair.Value.ToString()))
            .Where(pair => pair.Name.StartsWith("ocp-", StringComparison.Ordinal) && pair.Value.Length > 0)
            .OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }

        text.Append('/').Append(account).Append(request.Path);
        foreach (var group in request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .GroupBy(pair => AzureRequest.Decode(pair[0]).ToLowerInvariant(), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(group.Key).Append(':')
                .AppendJoin(',', group.Select(pair => pair.Length > 1 ? AzureRequest.Decode(pair[1]) : string.Empty).Order(StringComparer.Ordinal));
        }

        return text.ToString();
    }

    private static AzureException Refused(int status, string detail) => new(
        status, "AuthenticationFailed",
        "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.",
        ("AuthenticationErrorDetail", detail));

    private void CheckDate(EmulatorRequest request)
    {
        var text = request.Headers["ocp-date"].ToString() is { Length: > 0 } own ? own : request.Headers.Date.ToString();
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            throw Refused(403, "The date header is missing or not in RFC 1123 form.");
        }

        if ((_time.GetUtcNow() - date).Duration() > LargestSkew)
        {
            throw Refused(403, $"The date in the request, {text}, is more than 15 minutes away from the time of the server.");
        }
    }
}
