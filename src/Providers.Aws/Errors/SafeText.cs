namespace MultiBatch.Providers.Aws.Errors;

/// <summary>Messages of a service without what they should not repeat.</summary>
internal static class SafeText
{
    private const int Longest = 2048;

    // A refused signature is answered with the whole request as the service would have signed it, session token included.
    private static readonly string[] Recitals = ["The Canonical String for this request", "The String-to-Sign should have been", "The canonical string"];

    /// <summary>The first part of a message that is safe to show; null when nothing is left.</summary>
    internal static string? Of(string? message, IReadOnlyList<string?> secrets)
    {
        if (message is null)
        {
            return null;
        }

        foreach (var recital in Recitals)
        {
            var begin = message.IndexOf(recital, StringComparison.OrdinalIgnoreCase);
            message = begin >= 0 ? message.Substring(0, begin) : message;
        }

        foreach (var secret in secrets)
        {
            message = secret is { Length: >= 4 } ? message.Replace(secret, "***") : message;
        }

        message = message.Trim();
        return message.Length == 0 ? null : message.Length > Longest ? message.Remove(Longest) + "…" : message;
    }
}
