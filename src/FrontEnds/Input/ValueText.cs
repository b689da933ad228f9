using System.Globalization;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Input;

/// <summary>
/// Reads single values, the same in every culture. What cannot be read is a <see cref="FormatException"/> that names the value, the rule and
/// the way out; the caller says which option or parameter it is.
/// </summary>
internal static class ValueText
{
    /// <summary>A whole number between bounds; a table may have written it as 4.0.</summary>
    public static int Whole(string text, int least = int.MinValue, int most = int.MaxValue) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && decimal.Truncate(number) == number && number >= least && number <= most
            ? (int)number
            : throw new FormatException($"'{text}' is not a whole number{Bounds(least, most)}");

    /// <summary>A number above 0.</summary>
    public static double Positive(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 && !double.IsInfinity(number)
            ? number
            : throw new FormatException($"'{text}' is not a number above 0; write 1, 0.5 or 16 (with a point, not a comma)");

    /// <summary>A size above 0: 512MiB, 16GB.</summary>
    public static ByteSize Size(string text) => ByteSize.TryParse(text, out var size, out var problem) && size.Bytes > 0
        ? size
        : throw new FormatException(problem?.TrimEnd('.') ?? $"'{text}' is no room at all; write a size such as 512MiB");

    /// <summary>A duration above 0.</summary>
    public static TimeSpan Duration(string text) => DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero
        ? duration
        : throw new FormatException($"'{text}' is not a duration above 0; write 90s, 15m, 2h, 1h30m, 1.12:00:00 or a number of seconds");

    /// <summary>One of some names.</summary>
    public static T Choice<T>(string text)
        where T : struct, Enum => EnumText.TryParse<T>(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is none of {string.Join(", ", EnumText.Names<T>())}{Nearest.Question(text, EnumText.Names<T>())}");

    private static string Bounds(int least, int most) =>
        least == int.MinValue && most == int.MaxValue ? string.Empty : most == int.MaxValue ? $" of {least} or more" : $" from {least} to {most}";
}
