using System.Text.RegularExpressions;

namespace MultiBatch.Providers.Azure.Errors;

/// <summary>Messages of a service without what they should not repeat.</summary>
internal static class SafeText
{
    private const int Longest = 2048;

    // A refused signature is answered with what the service would have signed: the whole request.
    private static readonly string[] Recitals = ["Server used following string to sign", "The MAC signature found in the HTTP request"];

    private static readonly Regex Credentials = new(
        @"\b(Bearer|SharedKey|SharedKeyLite)\s+\S+|(?<=[?&](sig|se|sp|skoid)=)[^&\s""']+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>The first part of a message that is safe to show; null when nothing is left.</summary>
    internal static string? Of(string? message)
    {
        if (message is null)
        {
            return null;
        }

        // The service ends its messages with the id of the request and the time, each on a line of its own.
        var end = message.IndexOf("\nRequestId:", StringComparison.Ordinal);
        message = end >= 0 ? message.Substring(0, end) : message;
        foreach (var recital in Recitals)
        {
            var begin = message.IndexOf(recital, StringComparison.OrdinalIgnoreCase);
            message = begin >= 0 ? message.Substring(0, begin) : message;
        }

        message = Credentials.Replace(message, "***").Trim();
        return message.Length == 0 ? null : message.Length > Longest ? message.Remove(Longest) + "…" : message;
    }
}
