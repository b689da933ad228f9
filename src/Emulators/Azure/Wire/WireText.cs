using System.Globalization;
using System.Xml;
using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Azure.Wire;

/// <summary>Values as the service writes them.</summary>
internal static class WireText
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string HttpTime(DateTimeOffset time) => time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>The tag of an entity: the ticks of its last change, without quotation marks.</summary>
    public static string Tag(DateTimeOffset modified) => "0x" + modified.UtcTicks.ToString("X", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan duration) => XmlConvert.ToString(duration);

    /// <summary>A duration of a request; null when it is not given.</summary>
    /// <exception cref="AzureException">It is none.</exception>
    public static TimeSpan? ReadDuration(string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw AzureException.InvalidValue(name, text, "The value is not a duration in ISO 8601.");
        }
    }

    /// <summary>A word of an enumeration, in lower case.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>A word as the service echoes it: with capitals, where the documentation has none.</summary>
    public static string Echo(EmulatorQuirks quirks, string word, string echo) => quirks.IsOn(AzureQuirks.EnumsEchoedInOtherCase) ? echo : word;
}
