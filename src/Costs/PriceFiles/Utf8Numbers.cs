using System.Runtime.CompilerServices;

namespace MultiBatch.Costs.PriceFiles;

/// <summary>Reads plain decimal numbers from UTF-8, without culture and without allocation.</summary>
internal static class Utf8Numbers
{
    // MethodImplOptions.AggressiveOptimization, which the older framework does not name: a command reads its prices once, so code that
    // gets quick only after it has run for a while comes too late.
    public const MethodImplOptions QuickAtOnce = (MethodImplOptions)512;

    /// <summary>A number that is not negative, with at most <paramref name="decimals"/> decimals that count, as a whole number of the last of them.</summary>
    [MethodImpl(QuickAtOnce)]
    public static bool TryRead(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        value = 0;
        if (text.Length == 0)
        {
            return false;
        }

        var left = -1;
        var digits = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var digit = (uint)(text[index] - '0');
            if (digit <= 9)
            {
                digits++;
                if (left == 0)
                {
                    // Beyond the last decimal that counts.
                    continue;
                }

                if (value > (long.MaxValue - 9) / 10)
                {
                    return false;
                }

                value = (value * 10) + digit;
                left -= left > 0 ? 1 : 0;
            }
            else if (text[index] == '.' && left < 0)
            {
                left = decimals;
            }
            else
            {
                return false;
            }
        }

        for (left = left < 0 ? decimals : left; left > 0; left--)
        {
            if (value > long.MaxValue / 10)
            {
                return false;
            }

            value *= 10;
        }

        return digits > 0;
    }

    /// <summary>A day as <c>2026-07-30</c>.</summary>
    public static bool TryReadDay(ReadOnlySpan<byte> text, out DateTime day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryRead(text.Slice(0, 4), 0, out var year) || !TryRead(text.Slice(5, 2), 0, out var month) || !TryRead(text.Slice(8, 2), 0, out var date)
            || year is < 1990 or > 9998 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth((int)year, (int)month))
        {
            return false;
        }

        day = new DateTime((int)year, (int)month, (int)date, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }
}
