namespace MultiBatch.Providers.Google;

/// <summary>How this provider is called.</summary>
internal static class GoogleProviderName
{
    internal const string Value = "google";
}
