namespace MultiBatch.Providers.Google.Mapping;

/// <summary>How the service buys machines.</summary>
internal static class ProvisioningModels
{
    public const string Standard = "STANDARD";
    public const string Spot = "SPOT";
}
