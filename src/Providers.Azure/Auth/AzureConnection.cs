using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace MultiBatch.Providers.Azure.Auth;

/// <summary>Where an account is and who asks. Nothing is looked up before it is needed.</summary>
internal sealed class AzureConnection
{
    private const string EndpointVariable = "AZURE_BATCH_ENDPOINT";
    private const string AccountVariable = "AZURE_BATCH_ACCOUNT";
    private const string DefaultKeyVariable = "AZURE_BATCH_ACCESS_KEY";

    private readonly AzureConnectionOptions _options;
    private readonly Lazy<Uri> _endpoint;

    public AzureConnection(AzureConnectionOptions options)
    {
        _options = options;
        _endpoint = new Lazy<Uri>(FindEndpoint, LazyThreadSafetyMode.PublicationOnly);
    }

    public string ApiVersion => _options.ApiVersion;

    public TimeSpan CallTimeout => _options.CallTimeout;

    /// <summary>The account's name.</summary>
    public string Account => _options.Account ?? NullIfEmpty(_options.Variables(AccountVariable)) ?? GetEndpoint().Host.Split('.')[0];

    /// <summary>The account's address.</summary>
    /// <exception cref="BatchException">Nobody names one.</exception>
    public Uri GetEndpoint() => _endpoint.Value;

    /// <summary>What signs each try: the account's key where there is one, else tokens.</summary>
    public HttpPipelinePolicy CreatePolicy(TimeProvider clock)
    {
        var variable = _options.KeyVariable ?? DefaultKeyVariable;
        var key = _options.AccountKey ?? (_options.Credential is null ? NullIfEmpty(_options.Variables(variable)) : null);
        return key is not null ? new SharedKeyPolicy(() => Account, SharedKey.Read(key, _options.AccountKey is null ? variable : null), clock)
            : _options.KeyVariable is { } named && _options.Credential is null
            ? throw new BatchException(BatchErrorCode.Unauthenticated, $"The variable {named}, which is to hold the account's key, is not set.") { Provider = AzureProviderName.Value }
            : new BearerTokenAuthenticationPolicy(_options.Credential ?? CreateChain(), _options.Scope);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private DefaultAzureCredential CreateChain()
    {
        var options = new DefaultAzureCredentialOptions();
        if (_options.AuthorityHost is { } authority)
        {
            options.AuthorityHost = authority;
        }

        return new DefaultAzureCredential(options);
    }

    private Uri FindEndpoint()
    {
        if (_options.Endpoint is { } given)
        {
            return given;
        }

        var text = NullIfEmpty(_options.Variables(EndpointVariable));
        if (text is not null && !text.Contains("://"))
        {
            text = "https://" + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "https" or "http"
            ? endpoint
            : throw new BatchException(
                BatchErrorCode.InvalidSpec,
                $"The address of the Batch account is not known. Set it on the connection (endpoint), or in the variable {EndpointVariable}, as https://ACCOUNT.REGION.batch.azure.com.")
            {
                Provider = AzureProviderName.Value,
            };
    }
}
