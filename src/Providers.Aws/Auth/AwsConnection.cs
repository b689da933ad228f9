using Amazon.Runtime;
using MultiBatch.Shared.Waiting;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>Region, endpoints and credentials of a connection: found on first use, kept, found again when they are refused.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class AwsConnection
{
    private readonly AwsConnectionOptions _options;
    private readonly Kept<SharedProfile> _profile;
    private readonly Kept<string> _region;
    private readonly Kept<AWSCredentials> _credentials;
    private readonly Dictionary<AwsService, Kept<Uri>> _endpoints;

    public AwsConnection(AwsConnectionOptions options)
    {
        _options = options;
        _profile = new(() => Task.FromResult(SharedProfile.Read(options)));
        _region = new(ResolveRegionAsync);
        _credentials = new(ResolveCredentialsAsync);
        _endpoints = new[] { AwsService.Batch, AwsService.Logs, AwsService.Sts }.ToDictionary(service => service, service => new Kept<Uri>(() => ResolveEndpointAsync(service)));
    }

    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when none is set.</exception>
    public ValueTask<string> GetRegionAsync(CancellationToken cancellationToken) => _region.GetAsync(cancellationToken);

    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when the one that is set cannot be used.</exception>
    public ValueTask<Uri> GetEndpointAsync(AwsService service, CancellationToken cancellationToken) => _endpoints[service].GetAsync(cancellationToken);

    /// <summary>The endpoint in another region than the connection's.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when the one that is set cannot be used.</exception>
    public async ValueTask<Uri> GetEndpointAsync(AwsService service, string region, CancellationToken cancellationToken) =>
        EndpointResolver.Resolve(_options, await _profile.GetAsync(cancellationToken).ConfigureAwait(false), region, service);

    /// <summary>The keys to sign with now.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unauthenticated"/> when there are none.</exception>
    public async ValueTask<ImmutableCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        var source = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var keys = source.GetCredentialsAsync();
            return await (keys.IsCompletedSuccessfully ? keys : keys.WaitAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not BatchException)
        {
            _credentials.Forget(source);
            throw await ErrorAsync(exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Has the chain look again, after keys were refused.</summary>
    /// <returns>True when there are others now, so that the same call may pass.</returns>
    public async Task<bool> RefreshCredentialsAsync(ImmutableCredentials refused, CancellationToken cancellationToken)
    {
        try
        {
            // Another call may have been here first.
            var now = await GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
            if (!now.Equals(refused))
            {
                return true;
            }

            var source = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
            if (source is RefreshingAWSCredentials refreshing)
            {
                refreshing.ClearCredentials();
            }
            else
            {
                _credentials.Forget(source);
            }

            return !(await GetCredentialsAsync(cancellationToken).ConfigureAwait(false)).Equals(refused);
        }
        catch (BatchException)
        {
            // The refusal itself is the error to report.
            return false;
        }
    }

    private async Task<string> ResolveRegionAsync() =>
        RegionResolver.Resolve(_options, await _profile.GetAsync(CancellationToken.None).ConfigureAwait(false));

    private async Task<Uri> ResolveEndpointAsync(AwsService service)
    {
        var profile = await _profile.GetAsync(CancellationToken.None).ConfigureAwait(false);
        var region = await _region.GetAsync(CancellationToken.None).ConfigureAwait(false);
        return EndpointResolver.Resolve(_options, profile, region, service);
    }

    private async Task<AWSCredentials> ResolveCredentialsAsync()
    {
        if (_options.Credentials is { } own)
        {
            return own;
        }

        try
        {
            return await CredentialChain.ResolveAsync(_options).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not BatchException)
        {
            throw await ErrorAsync(exception, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<BatchException> ErrorAsync(Exception exception, CancellationToken cancellationToken) =>
        CredentialErrors.Create(exception, await _profile.GetAsync(cancellationToken).ConfigureAwait(false));
}
