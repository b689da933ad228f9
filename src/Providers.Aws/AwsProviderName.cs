namespace MultiBatch.Providers.Aws;

/// <summary>How this provider is called in references, settings and errors.</summary>
internal static class AwsProviderName
{
    internal const string Value = "aws";
}
