using System.Xml;

namespace MultiBatch.Providers.Azure.Wire;

/// <summary>Durations as the service writes them (ISO 8601); the largest there is stands for no limit.</summary>
internal static class WireDuration
{
    public static string Write(TimeSpan duration) => XmlConvert.ToString(duration);

    /// <summary>The duration; null for none, for no limit, and for what is no duration.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var duration = XmlConvert.ToTimeSpan(text!);
            return duration == TimeSpan.MaxValue ? null : duration;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }
}
