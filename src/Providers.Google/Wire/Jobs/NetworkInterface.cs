namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record NetworkInterface
{
    public string? Network { get; init; }

    public string? Subnetwork { get; init; }

    public bool? NoExternalIpAddress { get; init; }
}
