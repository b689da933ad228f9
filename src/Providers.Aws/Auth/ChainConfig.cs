using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>The configuration that the vendor's credential chain asks for; all it takes from it is the profile.</summary>
internal sealed class ChainConfig : ClientConfig
{
    /// <param name="profile">The profile to use; null for what the chain chooses.</param>
    internal ChainConfig(string? profile)
        : base(new NoDefaults())
    {
        if (profile is not null)
        {
            Profile = new Profile(profile);
        }
    }

    public override string ServiceVersion => string.Empty;

    public override string UserAgent => string.Empty;

    public override string RegionEndpointServiceName => string.Empty;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        throw new NotSupportedException("Only credentials are asked for.");

    private sealed class NoDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode) =>
            new DefaultConfiguration();
    }
}
