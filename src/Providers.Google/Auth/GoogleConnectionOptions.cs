using Google.Apis.Auth.OAuth2;

namespace MultiBatch.Providers.Google.Auth;

/// <summary>How to reach Google.</summary>
internal sealed record GoogleConnectionOptions
{
    public string? Project { get; init; }

    public string? Region { get; init; }

    public Uri? Endpoint { get; init; }

    public string? CredentialsFile { get; init; }

    public string? Impersonate { get; init; }

    public string? QuotaProject { get; init; }

    /// <summary>Credentials of the caller's own; null for application default credentials.</summary>
    public GoogleCredential? Credential { get; init; }

    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads an environment variable. Default: the process's.</summary>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;
}
