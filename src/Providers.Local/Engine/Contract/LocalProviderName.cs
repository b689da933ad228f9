namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>The name of this provider, in references and errors.</summary>
internal static class LocalProviderName
{
    public const string Value = "local";
}
