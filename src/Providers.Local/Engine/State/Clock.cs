namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>Times as they are stored: milliseconds since 1970 in UTC, 0 for none.</summary>
internal static class Clock
{
    public static long ToStored(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? 0;

    public static DateTimeOffset? FromStored(long stored) => stored == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(stored);

    /// <summary>The time, as exact as it is stored.</summary>
    public static DateTimeOffset Now(TimeProvider time) => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
