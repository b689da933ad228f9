using System.Text;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>The labels that this provider puts on jobs, beside the caller's: what jobs are looked up and listed by.</summary>
internal static class GoogleLabels
{
    /// <summary>What every name here begins with. Labels of callers may not.</summary>
    public const string Prefix = "multibatch-";

    /// <summary>The submission id of a job: the proof that it is ours.</summary>
    public const string Submission = Prefix + "submission";

    public const string Queue = Prefix + "queue";

    /// <summary>The name as far as a label can hold it; the whole of it is in a variable.</summary>
    public const string Name = Prefix + "name";

    /// <summary>The number of tasks of an array.</summary>
    public const string Array = Prefix + "array";

    /// <summary>The submission that all segments of a job share, where a client runs one job as several of the service's.</summary>
    public const string SegmentOf = Prefix + "segment-of";

    /// <summary>The most that a job carries of ours.</summary>
    public const int MostOfOurs = 5;

    private const int LongestValue = 63;

    /// <summary>A text as the value of a label: lower case, other characters made hyphens, cut.</summary>
    public static string Value(string text)
    {
        var value = new StringBuilder(LongestValue);
        foreach (var character in text.ToLowerInvariant())
        {
            if (value.Length == LongestValue)
            {
                break;
            }

            value.Append(character is >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-' ? character : '-');
        }

        return value.ToString();
    }

    /// <summary>The labels that are the caller's.</summary>
    public static IReadOnlyDictionary<string, string> WithoutOurs(IReadOnlyDictionary<string, string>? labels)
    {
        if (labels is null || labels.Count == 0)
        {
            return Empty;
        }

        var own = new Dictionary<string, string>(labels.Count, StringComparer.Ordinal);
        foreach (var label in labels)
        {
            if (!label.Key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                own[label.Key] = label.Value;
            }
        }

        return own;
    }

    private static Dictionary<string, string> Empty { get; } = [];
}
