using System.Security.Cryptography;
using System.Text;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Aws.Signing;

/// <summary>The text that a signature is made over. https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html</summary>
internal static class CanonicalRequest
{
    public static string Of(EmulatorRequest request, IReadOnlyList<string> signedHeaders)
    {
        var text = new StringBuilder(512)
            .Append(request.Method).Append('\n')
            .Append(Path(request.Path)).Append('\n')
            .Append(Query(request.Query)).Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':').AppendJoin(',', request.Headers[name].Select(value => Trim(value ?? string.Empty))).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(request.Body))).ToString();
    }

    // Encoded once more, over what was sent: so it is for every service but S3.
    private static string Path(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Query(string query) =>
        query.Length == 0 ? string.Empty : string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Encode(pair[0]), Value: pair.Length > 1 ? Encode(pair[1]) : string.Empty))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => pair.Name + "=" + pair.Value));

    private static string Encode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Trim(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
