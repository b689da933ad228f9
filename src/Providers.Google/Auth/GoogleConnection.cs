using System.Text;
using Google.Apis.Auth.OAuth2;
using MultiBatch.Providers.Google.Wire.Calls;
using MultiBatch.Shared.Http;
using MultiBatch.Shared.Waiting;

namespace MultiBatch.Providers.Google.Auth;

/// <summary>Project, region, endpoints and tokens of a connection: found on first use, kept, found again when they are refused.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class GoogleConnection
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    // What the vendor's command line takes a token from. https://cloud.google.com/sdk/docs/properties
    private const string TokenVariable = "CLOUDSDK_AUTH_ACCESS_TOKEN";

    // An endpoint over plain HTTP is an emulator on this machine: no credentials are looked for.
    private const string MadeUpToken = "emulator";

    private static readonly Uri BatchHost = new("https://batch.googleapis.com/");
    private static readonly Uri LoggingHost = new("https://logging.googleapis.com/");

    private readonly GoogleConnectionOptions _options;
    private readonly HttpTransport _transport;
    private readonly Kept<GoogleCredential> _credential;
    private readonly Kept<string> _project;

    public GoogleConnection(GoogleConnectionOptions options, HttpTransport transport)
    {
        _options = options;
        _transport = transport;
        _credential = new(ResolveCredentialAsync);
        _project = new(ResolveProjectAsync);
    }

    /// <summary>The region.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when none is set.</exception>
    public string Region => _options.Region ?? FindRegion(_options.Variables) ?? throw new BatchException(
        BatchErrorCode.InvalidSpec, "The connection names no region. Set region, as us-central1, or the variable GOOGLE_CLOUD_REGION.")
    {
        Provider = GoogleProviderName.Value, Resource = "region",
    };

    /// <summary>The address of a service: the connection's, that of the vendor's own variables, else the vendor's.</summary>
    public Uri EndpointOf(GoogleService service) =>
        _options.Endpoint
        ?? (First(_options.Variables, service == GoogleService.Batch ? "CLOUDSDK_API_ENDPOINT_OVERRIDES_BATCH" : "CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING") is { } other
            && Uri.TryCreate(other, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                ? address
                : service == GoogleService.Batch ? BatchHost : LoggingHost);

    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when none is set and none can be found.</exception>
    public ValueTask<string> GetProjectAsync(CancellationToken cancellationToken) =>
        FindProject(_options) is { } project ? new ValueTask<string>(project) : _project.GetAsync(cancellationToken);

    /// <summary>The region the vendor's own variables name; null when they name none.</summary>
    public static string? FindRegion(Func<string, string?> variables) =>
        First(variables, "GOOGLE_CLOUD_REGION", "CLOUDSDK_COMPUTE_REGION");

    /// <summary>The project that is known without asking anybody; null when there is none.</summary>
    public static string? FindProject(GoogleConnectionOptions options) =>
        options.Project ?? First(options.Variables, "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT");

    /// <summary>The token to call an address with now.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unauthenticated"/> when there is none.</exception>
    public async ValueTask<AccessToken> GetTokenAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var isPlain = endpoint.Scheme == Uri.UriSchemeHttp;
        if (isPlain && !endpoint.IsLoopback)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, $"The endpoint {endpoint} is plain HTTP: no token is sent there. Use https.")
            {
                Provider = GoogleProviderName.Value, Resource = "endpoint",
            };
        }

        if (_options.Credential is null && _options.CredentialsFile is null && First(_options.Variables, TokenVariable) is { } given)
        {
            return new AccessToken(given, _options.QuotaProject);
        }

        if (isPlain && _options.Credential is null)
        {
            return new AccessToken(MadeUpToken, _options.QuotaProject);
        }

        var credential = await _credential.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var token = await ((ITokenAccess)credential).GetAccessTokenForRequestAsync(null, cancellationToken).ConfigureAwait(false);
            return new AccessToken(token, _options.QuotaProject ?? credential.QuotaProject);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not BatchException)
        {
            _credential.Forget(credential);
            throw CredentialErrors.Create(exception);
        }
    }

    /// <summary>Asks for another token, after one was refused.</summary>
    /// <returns>True when there is another one now, so that the same call may pass.</returns>
    public async Task<bool> RefreshTokenAsync(Uri endpoint, AccessToken refused, CancellationToken cancellationToken)
    {
        if (refused.Value == MadeUpToken || refused.Value == First(_options.Variables, TokenVariable))
        {
            return false;
        }

        try
        {
            // Another call may have been here first.
            if ((await GetTokenAsync(endpoint, cancellationToken).ConfigureAwait(false)).Value != refused.Value)
            {
                return true;
            }

            var credential = await _credential.GetAsync(cancellationToken).ConfigureAwait(false);
            if (credential.UnderlyingCredential is ServiceCredential service)
            {
                await service.RequestAccessTokenAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (credential.UnderlyingCredential is UserCredential user)
            {
                await user.RefreshTokenAsync(cancellationToken).ConfigureAwait(false);
            }

            return (await GetTokenAsync(endpoint, cancellationToken).ConfigureAwait(false)).Value != refused.Value;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The refusal itself is the error to report.
            return false;
        }
    }

    private static string? First(Func<string, string?> variables, params string[] names) =>
        names.Select(variables).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private async Task<GoogleCredential> ResolveCredentialAsync()
    {
        try
        {
            var credential = _options.Credential
                ?? (_options.CredentialsFile is { } file
                    ? await ReadAsync(file).ConfigureAwait(false)
                    : await GoogleCredential.GetApplicationDefaultAsync(CancellationToken.None).ConfigureAwait(false));
            if (_options.Impersonate is { } account)
            {
                return credential.CreateScoped(Scope).Impersonate(new ImpersonatedCredential.Initializer(account) { Scopes = [Scope] });
            }

            return credential.IsCreateScopedRequired ? credential.CreateScoped(Scope) : credential;
        }
        catch (Exception exception) when (exception is not BatchException)
        {
            throw CredentialErrors.Create(exception);
        }
    }

    // Which kind of file it is is the file's to say; what it may make this process do is limited to the kinds named here.
    private static async Task<GoogleCredential> ReadAsync(string file)
    {
        var text = Encoding.UTF8.GetString(await Task.Run(() => File.ReadAllBytes(file)).ConfigureAwait(false));
        var kind = CredentialFile.KindOf(text);
        return kind switch
        {
            "service_account" => CredentialFactory.FromJson<ServiceAccountCredential>(text).ToGoogleCredential(),
            "authorized_user" => CredentialFactory.FromJson<UserCredential>(text).ToGoogleCredential(),
            "impersonated_service_account" => CredentialFactory.FromJson<ImpersonatedCredential>(text).ToGoogleCredential(),
            _ => throw new BatchException(
                BatchErrorCode.InvalidSpec,
                $"The credentials file '{file}' is of the kind '{kind ?? "unknown"}'. Name a file of a service account or a user, or point GOOGLE_APPLICATION_CREDENTIALS at it.")
            {
                Provider = GoogleProviderName.Value, Resource = "credentialsFile",
            },
        };
    }

    private async Task<string> ResolveProjectAsync()
    {
        if (_options.Credential is not null || EndpointOf(GoogleService.Batch).Scheme == Uri.UriSchemeHttps)
        {
            var credential = await _credential.GetAsync(CancellationToken.None).ConfigureAwait(false);
            var found = (credential.UnderlyingCredential as ServiceAccountCredential)?.ProjectId
                ?? (credential.UnderlyingCredential is ComputeCredential ? await MetadataServer.FindProjectAsync(_transport, _options.Variables).ConfigureAwait(false) : null);
            if (!string.IsNullOrEmpty(found))
            {
                return found!;
            }
        }

        throw new BatchException(BatchErrorCode.InvalidSpec, "The connection names no project. Set project, or the variable GOOGLE_CLOUD_PROJECT.")
        {
            Provider = GoogleProviderName.Value, Resource = "project",
        };
    }
}
