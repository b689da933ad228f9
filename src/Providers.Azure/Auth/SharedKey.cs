using System.Security.Cryptography;
using System.Text;

namespace MultiBatch.Providers.Azure.Auth;

/// <summary>Signs requests with the key of an account, as the service's scheme <c>SharedKey</c> says.</summary>
internal sealed class SharedKey
{
    // The order is the scheme's own.
    private static readonly string[] Signed =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match",
        "If-Unmodified-Since", "Range",
    ];

    private readonly byte[] _key;

    private SharedKey(byte[] key) => _key = key;

    /// <param name="text">The key, in base64.</param>
    /// <param name="variable">The variable it came from, for the error; null when it was given.</param>
    /// <exception cref="BatchException">It is no base64. The key itself is not repeated.</exception>
    public static SharedKey Read(string text, string? variable)
    {
        try
        {
            return new SharedKey(Convert.FromBase64String(text.Trim()));
        }
        catch (FormatException)
        {
            throw new BatchException(BatchErrorCode.Unauthenticated, $"The account's key{(variable is null ? string.Empty : " in " + variable)} is no base64; copy it as it is shown.")
            {
                Provider = AzureProviderName.Value,
            };
        }
    }

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="account">The name of the account.</param>
    /// <param name="method">The method, in capitals.</param>
    /// <param name="address">The address as it is sent, escapes and all.</param>
    /// <param name="headers">The headers as they are sent, <c>Content-Length</c> among them where there is one.</param>
    public string Sign(string account, string method, Uri address, IReadOnlyDictionary<string, string> headers)
    {
        using var hash = new HMACSHA256(_key);
        var signature = Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(TextToSign(account, method, address, headers))));
        return $"SharedKey {account}:{signature}";
    }

    /// <summary>What is signed.</summary>
    internal static string TextToSign(string account, string method, Uri address, IReadOnlyDictionary<string, string> headers)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in headers)
        {
            found[header.Key.ToLowerInvariant()] = header.Value;
        }

        var text = new StringBuilder(method).Append('\n');
        foreach (var name in Signed)
        {
            text.Append(found.TryGetValue(name.ToLowerInvariant(), out var value) ? value : string.Empty).Append('\n');
        }

        foreach (var header in found)
        {
            if (header.Key.StartsWith("ocp-", StringComparison.Ordinal))
            {
                text.Append(header.Key).Append(':').Append(header.Value).Append('\n');
            }
        }

        text.Append('/').Append(account).Append(address.AbsolutePath);
        foreach (var parameter in Query(address))
        {
            text.Append('\n').Append(parameter.Key).Append(':').Append(parameter.Value);
        }

        return text.ToString();
    }

    private static SortedDictionary<string, string> Query(Uri address)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in address.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = part.IndexOf('=');
            parameters[Uri.UnescapeDataString(mark < 0 ? part : part.Substring(0, mark)).ToLowerInvariant()] =
                mark < 0 ? string.Empty : Uri.UnescapeDataString(part.Substring(mark + 1));
        }

        return parameters;
    }
}
