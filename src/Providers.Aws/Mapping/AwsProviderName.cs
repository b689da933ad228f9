namespace MultiBatch.Providers.Aws.Mapping;

internal static class AwsProviderName
{
    public const string Value = "aws";
}
