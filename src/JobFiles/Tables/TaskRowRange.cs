using System.Globalization;

namespace MultiBatch.JobFiles.Tables;

/// <summary>
/// Some rows of a task table. Rows count from 1, the header left out. In text: <c>7</c> for one row, <c>2-5</c> for some, <c>3-</c> for the rest.
/// The rows that are picked become the children 0, 1, 2 and so on of the array.
/// </summary>
public sealed record TaskRowRange
{
    /// <summary>Creates a range.</summary>
    /// <param name="first">The first row, from 1.</param>
    /// <param name="last">The last row, not before the first; null for the rest of the table.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is out of range.</exception>
    public TaskRowRange(int first, int? last)
    {
        First = first >= 1 ? first : throw new ArgumentOutOfRangeException(nameof(first), first, "Rows count from 1.");
        Last = last is null || last >= first ? last : throw new ArgumentOutOfRangeException(nameof(last), last, "The last row is not before the first.");
    }

    /// <summary>The first row, from 1.</summary>
    public int First { get; }

    /// <summary>The last row; null for the rest of the table.</summary>
    public int? Last { get; }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is no range.</exception>
    public static TaskRowRange Parse(string text) => TryParse(text, out var range) ? range! : throw new FormatException(
        $"'{text}' is not a range of rows; write 7 for one row, 2-5 for some, 3- for the rest. Rows count from 1, without the header.");

    /// <summary>Reads the text form without throwing.</summary>
    public static bool TryParse(string? text, out TaskRowRange? range)
    {
        range = null;
        var parts = (text ?? string.Empty).Trim().Split('-');
        if (parts.Length > 2 || !TryRow(parts[0], out var first))
        {
            return false;
        }

        if (parts.Length == 1)
        {
            range = new TaskRowRange(first, first);
        }
        else if (parts[1].Trim().Length == 0)
        {
            range = new TaskRowRange(first, null);
        }
        else if (TryRow(parts[1], out var last) && last >= first)
        {
            range = new TaskRowRange(first, last);
        }

        return range is not null;
    }

    /// <summary>The text form; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() =>
        First == Last ? Text(First) : Text(First) + "-" + (Last is null ? string.Empty : Text(Last.Value));

    private static string Text(int row) => row.ToString(CultureInfo.InvariantCulture);

    private static bool TryRow(string text, out int row) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out row) && row >= 1;
}
