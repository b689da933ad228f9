using System.Globalization;
using System.Text;

namespace MultiBatch;

/// <summary>
/// Durations as people write them: <c>90s</c>, <c>1h30m</c>, <c>250ms</c>, <c>2d</c>, <c>00:05:00</c>, <c>1.12:00:00</c>
/// or a bare number of seconds. The same forms are read everywhere, whatever the culture.
/// </summary>
public static class DurationText
{
    private static readonly (string Suffix, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration.</summary>
    /// <exception cref="FormatException">The text is no duration; the message lists the accepted forms.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException(
            $"'{text}' is not a duration; write 90s, 15m, 2h, 1h30m, 00:05:00 or a number of seconds.");

    /// <summary>Reads a duration without throwing. Negative durations are not durations.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        var trimmed = (text ?? string.Empty).Trim();
        if (trimmed.Length == 0)
        {
            return false;
        }

        if (decimal.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            // Compared before it is multiplied: the product may be more than a decimal can hold.
            return seconds <= long.MaxValue && FromTicks(seconds * TimeSpan.TicksPerSecond, out duration);
        }

        // Two colons: 1:30 is minutes to some and hours to others.
        return trimmed.Contains(':')
            ? trimmed.Count(character => character == ':') == 2 && TimeSpan.TryParseExact(trimmed, "c", CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero
            : TryParseUnits(trimmed, out duration);
    }

    /// <summary>Writes a duration in its shortest exact form, for example <c>1h30m</c>; <see cref="Parse"/> reads it back.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        if (duration < TimeSpan.Zero || duration.Ticks % TimeSpan.TicksPerMillisecond != 0)
        {
            return duration.ToString("c", CultureInfo.InvariantCulture);
        }

        var text = new StringBuilder();
        var rest = duration.Ticks;
        foreach (var (suffix, ticks) in Units)
        {
            if (rest >= ticks)
            {
                text.Append((rest / ticks).ToString(CultureInfo.InvariantCulture)).Append(suffix);
                rest %= ticks;
            }
        }

        return text.ToString();
    }

    private static bool TryParseUnits(string text, out TimeSpan duration)
    {
        duration = default;
        decimal total = 0;
        var last = -1;
        var position = 0;
        while (position < text.Length)
        {
            var start = position;
            while (position < text.Length && (text[position] is >= '0' and <= '9' or '.'))
            {
                position++;
            }

            if (!decimal.TryParse(text.AsSpan(start, position - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            start = position;
            while (position < text.Length && text[position] is not ((>= '0' and <= '9') or '.'))
            {
                position++;
            }

            var unit = text.Substring(start, position - start).Trim().ToLowerInvariant();
            var index = Array.FindIndex(Units, candidate => candidate.Suffix == unit);
            if (index <= last)
            {
                // Unknown unit, a unit twice, or a smaller unit before a larger one: a slip, not a duration.
                return false;
            }

            if (number > (decimal)long.MaxValue / Units[index].Ticks)
            {
                return false;
            }

            last = index;
            total += number * Units[index].Ticks;
        }

        return FromTicks(total, out duration);
    }

    private static bool FromTicks(decimal ticks, out TimeSpan duration)
    {
        duration = default;
        if (ticks is < 0 or > long.MaxValue)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)ticks);
        return true;
    }
}
