using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>The configuration that the vendor's signer and credential chain ask for; what they need is in each request.</summary>
internal class SigningConfig : ClientConfig
{
    internal SigningConfig()
        : base(new NoDefaults())
    {
    }

    public override string ServiceVersion => string.Empty;

    public override string UserAgent => string.Empty;

    public override string RegionEndpointServiceName => string.Empty;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        throw new NotSupportedException("Endpoints are resolved before a request is signed.");

    private sealed class NoDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode) =>
            new DefaultConfiguration();
    }
}
