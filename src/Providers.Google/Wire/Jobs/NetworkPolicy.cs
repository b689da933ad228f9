namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record NetworkPolicy
{
    public IReadOnlyList<NetworkInterface>? NetworkInterfaces { get; init; }
}
