namespace MultiBatch.Providers.Azure;

internal static class AzureProviderName
{
    public const string Value = "azure";
}
