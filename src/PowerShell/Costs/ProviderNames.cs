namespace MultiBatch.PowerShell.Costs;

/// <summary>Names of providers, as people write them.</summary>
internal static class ProviderNames
{
    /// <summary>The name the prices know: in lower case, <c>google</c> for <c>gcp</c>.</summary>
    public static string Plain(string name) => name.Trim().ToLowerInvariant() is "gcp" ? "google" : name.Trim().ToLowerInvariant();
}
