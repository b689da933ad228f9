using Azure.Core;

namespace MultiBatch.Providers.Azure.Auth;

/// <summary>How to reach an account.</summary>
internal sealed record AzureConnectionOptions
{
    /// <summary>The account's address. Default: <c>AZURE_BATCH_ENDPOINT</c>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The account's name. Default: <c>AZURE_BATCH_ACCOUNT</c>, else the first part of the address.</summary>
    public string? Account { get; init; }

    /// <summary>The account's key. Default: what <see cref="KeyVariable"/> holds.</summary>
    public string? AccountKey { get; init; }

    /// <summary>The variable that holds the account's key. Default: <c>AZURE_BATCH_ACCESS_KEY</c>.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Credentials of the caller's own. Default: the vendor's chain.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>What a token is asked for.</summary>
    public required string Scope { get; init; }

    /// <summary>Who gives tokens. Default: the vendor's, <c>AZURE_AUTHORITY_HOST</c> or the public cloud's.</summary>
    public Uri? AuthorityHost { get; init; }

    public required string ApiVersion { get; init; }

    public required TimeSpan CallTimeout { get; init; }

    /// <summary>Looks variables of the process up; for tests.</summary>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The settings as text, without the key.</summary>
    public override string ToString() => $"{nameof(AzureConnectionOptions)} {{ Endpoint = {Endpoint}, Account = {Account} }}";
}
