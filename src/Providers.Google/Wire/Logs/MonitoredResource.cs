namespace MultiBatch.Providers.Google.Wire.Logs;

internal sealed record MonitoredResource
{
    public string? Type { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
