using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>Durations as proto-JSON has them: seconds with an <c>s</c>, as <c>3.500s</c>, with no, three, six or nine places.</summary>
internal sealed class ProtoDuration : JsonConverter<TimeSpan>
{
    // Beyond the ticks of a TimeSpan: nanoseconds are cut.
    private const int MostPlaces = 7;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var duration)
            ? duration
            : throw new JsonException("It must be a duration in seconds, as \"3.5s\".");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    internal static string Format(TimeSpan duration)
    {
        var seconds = duration.Ticks / TimeSpan.TicksPerSecond;
        var rest = Math.Abs(duration.Ticks % TimeSpan.TicksPerSecond);
        var sign = duration.Ticks < 0 && seconds == 0 ? "-" : string.Empty;
        var places = rest == 0 ? string.Empty
            : rest % TimeSpan.TicksPerMillisecond == 0 ? "." + (rest / TimeSpan.TicksPerMillisecond).ToString("000", CultureInfo.InvariantCulture)
            : rest % 10 == 0 ? "." + (rest / 10).ToString("000000", CultureInfo.InvariantCulture)
            : "." + (rest * 100).ToString("000000000", CultureInfo.InvariantCulture);
        return sign + seconds.ToString(CultureInfo.InvariantCulture) + places + "s";
    }

    private static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is null || !text.EndsWith('s'))
        {
            return false;
        }

        var point = text.IndexOf('.');
        var number = point >= 0 && text.Length - 2 - point > MostPlaces ? text.Substring(0, point + 1 + MostPlaces) : text.Substring(0, text.Length - 1);
        if (!decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(seconds) > 900_000_000_000m)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
