namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Times of the service: milliseconds since 1970, as whole numbers.</summary>
internal static class NativeTime
{
    // Zero stands where the service has no time to tell.
    public static DateTimeOffset? From(long? milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;
}
