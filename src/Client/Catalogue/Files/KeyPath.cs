using System.Text;

namespace MultiBatch.Catalogue.Files;

/// <summary>
/// Keys of a catalogue as paths of files. Names stay readable and mean the same on every file system: what would collide without regard to
/// case, is reserved on Windows or loses its end there is marked with a <c>+</c>, which no key has.
/// </summary>
/// <remarks>
/// <c>prod</c> is <c>prod</c>; <c>Prod</c> is <c>prod+1</c> (hexadecimal digits, each for four characters, a bit for each capital letter);
/// <c>con</c> is <c>+con</c>. Documents end in <c>.json</c>, folders never do. Keys never begin with a dot, so names that do are our own.
/// </remarks>
internal static class KeyPath
{
    public const string Extension = ".json";
    private const int LongestSegment = 128;
    private const char Mark = '+';
    private const string HexDigits = "0123456789abcdef";

    private static readonly HashSet<string> ReservedOnWindows = new(StringComparer.Ordinal)
    {
        "con", "prn", "aux", "nul",
        "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>The segments of a key.</summary>
    /// <exception cref="ArgumentException">It is no key.</exception>
    public static string[] Split(string key, string parameter)
    {
        ArgumentNullException.ThrowIfNull(key, parameter);
        var segments = key.Split('/');
        foreach (var segment in segments)
        {
            if (!IsSegment(segment))
            {
                throw new ArgumentException(
                    $"'{key}' is no key of a catalogue: '{segment}' is not 1 to {LongestSegment} letters, digits, dots, hyphens and underscores that begin with no dot.",
                    parameter);
            }
        }

        return segments;
    }

    /// <summary>The relative path of a document.</summary>
    public static string OfDocument(string[] segments)
    {
        var names = new string[segments.Length];
        for (var index = 0; index < segments.Length; index++)
        {
            names[index] = Encode(segments[index], isFolder: index < segments.Length - 1);
        }

        return Path.Combine(names) + Extension;
    }

    /// <summary>The relative path of a folder of documents.</summary>
    public static string OfFolder(IEnumerable<string> segments) =>
        Path.Combine(segments.Select(segment => Encode(segment, isFolder: true)).ToArray());

    /// <summary>The segment of the key that a document's file name stands for; null for a file that is none of ours.</summary>
    public static string? SegmentOfDocument(string fileName) =>
        fileName.EndsWith(Extension, StringComparison.Ordinal)
            ? Decode(fileName.Substring(0, fileName.Length - Extension.Length), isFolder: false)
            : null;

    /// <summary>The segment that a folder's name stands for; null for a folder that is none of ours.</summary>
    public static string? SegmentOfFolder(string name) => Decode(name, isFolder: true);

    private static string Encode(string segment, bool isFolder)
    {
        var lower = segment.ToLowerInvariant();
        var text = new StringBuilder(lower.Length + 4);
        if (IsReserved(lower))
        {
            text.Append(Mark);
        }

        text.Append(lower);

        // Windows drops a dot at the end of a name, and a folder may not look like the document of another key.
        if (lower != segment || lower.EndsWith('.') || (isFolder && lower.EndsWith(Extension, StringComparison.Ordinal)))
        {
            text.Append(Mark).Append(Capitals(segment));
        }

        return text.ToString();
    }

    private static string? Decode(string name, bool isFolder)
    {
        var start = name.Length > 0 && name[0] == Mark ? 1 : 0;
        var mark = name.IndexOf(Mark, start);
        var segment = (mark < 0 ? name.Substring(start) : name.Substring(start, mark - start)).ToCharArray();
        for (var index = mark + 1; mark >= 0 && index < name.Length; index++)
        {
            var bits = HexDigits.IndexOf(name[index]);
            for (var bit = 0; bit < 4; bit++)
            {
                var position = ((index - mark - 1) * 4) + bit;
                if ((bits & (1 << bit)) != 0 && position < segment.Length)
                {
                    segment[position] = char.ToUpperInvariant(segment[position]);
                }
            }
        }

        // Only the one name that a key is given counts: a copy that somebody made by hand is no document.
        var text = new string(segment);
        return IsSegment(text) && Encode(text, isFolder) == name ? text : null;
    }

    private static string Capitals(string segment)
    {
        var digits = new char[(segment.Length + 3) / 4];
        for (var digit = 0; digit < digits.Length; digit++)
        {
            var bits = 0;
            for (var bit = 0; bit < 4 && (digit * 4) + bit < segment.Length; bit++)
            {
                bits |= segment[(digit * 4) + bit] is >= 'A' and <= 'Z' ? 1 << bit : 0;
            }

            digits[digit] = HexDigits[bits];
        }

        return new string(digits).TrimEnd('0');
    }

    private static bool IsReserved(string lower)
    {
        var dot = lower.IndexOf('.');
        return ReservedOnWindows.Contains(dot < 0 ? lower : lower.Substring(0, dot));
    }

    private static bool IsSegment(string text) =>
        text.Length is >= 1 and <= LongestSegment
        && text[0] != '.'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_');
}
