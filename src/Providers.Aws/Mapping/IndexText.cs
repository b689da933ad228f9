using System.Globalization;
using System.Text;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Lists of indexes as text: <c>1,4-7,9</c>.</summary>
internal static class IndexText
{
    public static string Format(IReadOnlyList<int> indexes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < indexes.Count;)
        {
            var end = at;
            while (end + 1 < indexes.Count && indexes[end + 1] == indexes[end] + 1)
            {
                end++;
            }

            text.Append(text.Length == 0 ? string.Empty : ",").Append(Number(indexes[at]));
            if (end > at)
            {
                text.Append('-').Append(Number(indexes[end]));
            }

            at = end + 1;
        }

        return text.ToString();
    }

    /// <summary>The indexes of a text; null when it is none.</summary>
    public static IReadOnlyList<int>? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var indexes = new List<int>();
        foreach (var range in text!.Split(','))
        {
            var ends = range.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[ends.Length - 1], out var last) || last < first || last - first > 1_000_000)
            {
                return null;
            }

            for (var index = first; index <= last; index++)
            {
                indexes.Add(index);
            }
        }

        return indexes;
    }

    private static bool TryNumber(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
