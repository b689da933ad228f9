using Amazon.Runtime;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>Finds the region as the vendor's tools do.</summary>
internal static class RegionResolver
{
    internal static string Resolve(AwsConnectionOptions options, SharedProfile profile) =>
        Text.Of(options.Region)
        ?? Text.Of(options.Variables("AWS_REGION"))
        ?? Text.Of(options.Variables("AWS_DEFAULT_REGION"))
        ?? profile.Region
        ?? OfMachine(options)
        ?? throw new BatchException(
            BatchErrorCode.InvalidSpec,
            $"No region is set. Set it in the connection, in AWS_REGION, or in the profile '{profile.Name}'.")
        {
            Provider = AwsProviderName.Value, Resource = "region",
        };

    private static string? OfMachine(AwsConnectionOptions options)
    {
        if (Text.Switch(options.Variables("AWS_EC2_METADATA_DISABLED")) == true)
        {
            return null;
        }

        try
        {
            return new InstanceProfileAWSRegion().Region?.SystemName;
        }
        catch (Exception exception) when (exception is InvalidOperationException or AmazonClientException or AmazonServiceException)
        {
            // Not a machine in EC2.
            return null;
        }
    }
}
