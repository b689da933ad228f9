using System.Text.Json;

namespace MultiBatch.Providers.Google.Auth;

/// <summary>Files of credentials.</summary>
internal static class CredentialFile
{
    /// <summary>The kind a file says it is of, as <c>service_account</c>; null when it says none.</summary>
    internal static string? KindOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("type", out var kind)
                && kind.ValueKind == JsonValueKind.String
                ? kind.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
