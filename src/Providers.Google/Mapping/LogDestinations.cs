namespace MultiBatch.Providers.Google.Mapping;

/// <summary>Where the service can put what tasks write.</summary>
internal static class LogDestinations
{
    public const string CloudLogging = "CLOUD_LOGGING";
    public const string Path = "PATH";
}
