using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Google.Wire;

namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>Forms of names and texts, and what is said when one is broken.</summary>
internal static partial class Rule
{
    public static void Holds(bool isKept, string field, string rule)
    {
        if (!isKept)
        {
            throw GoogleException.Invalid(field, $"{field} is invalid: {rule}");
        }
    }

    public static bool IsJobId(string text) => JobId().IsMatch(text);

    public static bool IsDnsLabel(string text) => DnsLabel().IsMatch(text);

    public static bool IsSecret(string text) => Secret().IsMatch(text);

    public static bool IsTopic(string text) => Topic().IsMatch(text);

    public static bool IsVariable(string name) => name.Length > 0 && !name.Contains('=', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal);

    public static bool IsIdentifier(string text) => Identifier().IsMatch(text);

    /// <summary>A request's id; null for none.</summary>
    /// <exception cref="GoogleException">It is no UUID, or only zeros.</exception>
    public static Guid? RequestId(string? text, bool isVersion4)
    {
        if (text is null)
        {
            return null;
        }

        Holds(Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty, "request_id", "it must be a UUID that is not zero");
        Holds(!isVersion4 || text[14] == '4', "request_id", "it must be a UUID of version 4");
        return id;
    }

    /// <summary>Labels. https://cloud.google.com/batch/docs/organize-resources-using-labels</summary>
    public static void Labels(JsonObject? labels, string field, int most)
    {
        Holds((labels?.Count ?? 0) <= most, field, $"there may be at most {most} labels");
        foreach (var (key, value) in labels ?? [])
        {
            var text = value!.GetValue<string>();
            Holds(IsLabelText(key) && key.Length is > 0 and <= 63 && char.IsLetter(key[0]), field, $"label key '{key}' must begin with a lower-case letter and have at most 63 lower-case letters, digits, '-' and '_'");
            Holds(IsLabelText(text) && text.Length <= 63, field, $"label value '{text}' must have at most 63 lower-case letters, digits, '-' and '_'");
            Holds(!key.StartsWith("goog-", StringComparison.Ordinal) && !key.StartsWith("google-", StringComparison.Ordinal), field, $"label key '{key}' is reserved");
            Holds(key is not ("batch-job-id" or "batch-job-uid" or "batch-node"), field, $"label key '{key}' is predefined");
        }
    }

    private static bool IsLabelText(string text) => text.All(letter => letter is '-' or '_' || (char.IsLetter(letter) && !char.IsUpper(letter)) || char.IsDigit(letter));

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex JobId();

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^projects/[^/]+/secrets/[^/]+/versions/[^/]+$")]
    private static partial Regex Secret();

    [GeneratedRegex("^projects/[^/]+/topics/[^/]+$")]
    private static partial Regex Topic();

    [GeneratedRegex("^[A-Za-z]([A-Za-z0-9_-]{0,62})$")]
    private static partial Regex Identifier();
}
