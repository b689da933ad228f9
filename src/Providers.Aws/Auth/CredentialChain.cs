using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>
/// The vendor's own chain: a named profile; environment variables; web identity; the default profile with its keys, roles, process or single
/// sign-on; the role of a container; the role of a machine.
/// </summary>
internal static class CredentialChain
{
    internal static async Task<AWSCredentials> ResolveAsync(AwsConnectionOptions options)
    {
        // A resolver of our own each time: the shared one keeps what it found for the whole process.
        var resolver = new DefaultAWSCredentialsIdentityResolver();
        return await resolver.ResolveIdentityAsync(new ChainConfig(Text.Of(options.Profile)), CancellationToken.None).ConfigureAwait(false);
    }
}
