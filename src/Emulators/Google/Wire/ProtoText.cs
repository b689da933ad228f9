using System.Globalization;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>Times and durations as protocol buffers write them in JSON.</summary>
internal static class ProtoText
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ParseTime(string text) =>
        text.Contains('T', StringComparison.OrdinalIgnoreCase)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>Seconds with no, three, six or nine digits after the point.</summary>
    public static string Duration(TimeSpan duration)
    {
        var text = duration.Ticks % TimeSpan.TicksPerSecond == 0 ? "0"
            : duration.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "0.000"
            : duration.Ticks % TimeSpan.TicksPerMicrosecond == 0 ? "0.000000"
            : "0.000000000";
        return ((decimal)duration.Ticks / TimeSpan.TicksPerSecond).ToString(text, CultureInfo.InvariantCulture) + "s";
    }

    public static TimeSpan? ParseDuration(string text) =>
        text.EndsWith('s')
        && decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds) <= 315_576_000_000m
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
