namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record CloudLoggingOption
{
    public bool? UseGenericTaskMonitoredResource { get; init; }
}
