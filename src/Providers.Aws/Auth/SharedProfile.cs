using Amazon.Runtime.CredentialManagement;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>The profile of the vendor's config and credentials files that a connection uses.</summary>
internal sealed class SharedProfile
{
    private const string DefaultName = "default";

    private readonly CredentialProfile? _profile;
    private readonly ConfigFile _file;

    private SharedProfile(string name, CredentialProfile? profile, ConfigFile file)
    {
        Name = name;
        _profile = profile;
        _file = file;
    }

    public string Name { get; }

    public string? Region => _profile?.Region?.SystemName;

    public bool? UseFips => _profile?.UseFIPSEndpoint;

    public bool? UseDualStack => _profile?.UseDualstackEndpoint;

    public bool? IgnoresEndpoints => _profile?.IgnoreConfiguredEndpointUrls;

    public string? Endpoint => Text.Of(_profile?.EndpointUrl) ?? _file.EndpointOf(Name);

    /// <summary>Whether it is one that people sign in to in a browser.</summary>
    public bool IsSingleSignOn => _profile?.Options is { } options && (options.SsoSession is not null || options.SsoStartUrl is not null);

    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when a profile is named that is not there.</exception>
    public static SharedProfile Read(AwsConnectionOptions options)
    {
        var named = Text.Of(options.Profile) ?? Text.Of(options.Variables("AWS_PROFILE"));
        var name = named ?? DefaultName;
        if (new CredentialProfileStoreChain().TryGetProfile(name, out var profile))
        {
            return new SharedProfile(name, profile, ConfigFile.Read(options.Variables));
        }

        return named is null or DefaultName
            ? new SharedProfile(name, null, ConfigFile.Read(options.Variables))
            : throw new BatchException(
                BatchErrorCode.InvalidSpec,
                $"There is no profile '{name}' in the config and credentials files of AWS. Name another, or make it with 'aws configure --profile {name}'.")
            {
                Provider = AwsProviderName.Value, Resource = name,
            };
    }

    /// <summary>The endpoint for one service, from the <c>services</c> section that the profile names.</summary>
    public string? EndpointOf(AwsService service) => _file.EndpointOf(Name, service);
}
