using System.Text;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>
/// A piece of shell that fetches secrets of Key Vault with the identity of the node and exports them. The service has no secrets of its own; values are
/// never in a request. Assumed: nodes have a managed identity that may read them; the task has <c>curl</c>.
/// </summary>
internal static class SecretScript
{
    /// <summary>What a task must have for it.</summary>
    public const string Requirement = "the task needs curl, and the node an identity that may read the vault";

    /// <summary>Where a node gets tokens of its identity.</summary>
    public const string IdentityAddress = "http://169.254.169.254/metadata/identity/oauth2/token";

    private const string ApiVersion = "7.4";

    /// <summary>Whether a reference is one of Key Vault: <c>https://VAULT.vault.azure.net/secrets/NAME</c>, with or without a version.</summary>
    public static bool IsReference(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address)
        && (address.Scheme == "https" || address.IsLoopback) && string.IsNullOrEmpty(address.Query) && string.IsNullOrEmpty(address.UserInfo)
        && address.AbsolutePath.StartsWith("/secrets/", StringComparison.Ordinal) && address.AbsolutePath.Length > "/secrets/".Length;

    /// <summary>The script.</summary>
    /// <param name="secrets">The secrets by the names of their variables.</param>
    /// <param name="identityAddress">Where tokens are to be had.</param>
    public static string Write(IReadOnlyDictionary<string, SecretReference> secrets, string identityAddress)
    {
        var text = new StringBuilder()
            .Append("multibatch_fail() { echo \"multibatch: $1\" >&2; exit ").Append(CommandLines.StartErrorCode).Append("; }\n")
            .Append("multibatch_value() { sed -n 's/.*\"'\"$1\"'\"[[:space:]]*:[[:space:]]*\"\\(\\([^\"\\\\]\\|\\\\.\\)*\\)\".*/\\1/p' | sed 's/\\\\\\([\"/]\\)/\\1/g; s/\\\\u0026/\\&/g; s/\\\\u003[cC]/</g; s/\\\\u003[eE]/>/g; s/\\\\u0027/'\"'\"'/g; s/\\\\u002[bB]/+/g'; }\n")
            .Append("multibatch_reply=$(curl -sSf -H Metadata:true ").Append(CommandLines.QuoteForShell(identityAddress + "?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net"))
            .Append(") || multibatch_fail 'the node gives no token of an identity'\n")
            .Append("multibatch_token=$(printf %s \"$multibatch_reply\" | tr -d '\\n' | multibatch_value access_token)\n");
        foreach (var secret in secrets)
        {
            text.Append("multibatch_reply=$(printf 'header = \"Authorization: Bearer %s\"' \"$multibatch_token\" | curl -sSf -K - ")
                .Append(CommandLines.QuoteForShell(secret.Value.Source.TrimEnd('/') + "?api-version=" + ApiVersion)).Append(") || multibatch_fail ")
                .Append(CommandLines.QuoteForShell("the secret of " + secret.Key + " could not be read")).Append('\n')
                .Append(secret.Key).Append("=$(printf '%b.' \"$(printf %s \"$multibatch_reply\" | tr -d '\\n' | multibatch_value value)\")\n")
                .Append(secret.Key).Append("=${").Append(secret.Key).Append("%.}\nexport ").Append(secret.Key).Append('\n');
        }

        return text.Append("unset multibatch_reply multibatch_token\n").ToString();
    }
}
