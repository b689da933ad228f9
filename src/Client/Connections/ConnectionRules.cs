using MultiBatch.Providers;

namespace MultiBatch.Connections;

/// <summary>What a saved connection has to keep to. Errors name the field, never the value of what looks like a secret.</summary>
internal static class ConnectionRules
{
    public static void Check(ConnectionSettings connection)
    {
        CheckName(connection.Name);
        if (!IsProvider(connection.Provider))
        {
            throw Invalid("provider", $"'{connection.Provider}' is no name of a provider: lower-case letters, digits and hyphens, such as local, aws, azure or google.");
        }

        CheckText("region", connection.Region);
        CheckText("profile", connection.Profile);
        CheckText("defaultQueue", connection.DefaultQueue);
        CheckEndpoint(connection.Endpoint);
        CheckProxy(connection.Proxy);
        foreach (var setting in connection.Settings)
        {
            var field = "settings." + setting.Key;
            if (string.IsNullOrWhiteSpace(setting.Key))
            {
                throw Invalid("settings", "a setting has no name.");
            }

            if (VaultReference.IsMeant(setting.Value))
            {
                if (!VaultReference.TryParse(setting.Value, out _))
                {
                    throw Invalid(field, $"'{setting.Value}' names no place in a vault; write vault:NAME, or vault:VAULT/NAME.");
                }

                continue;
            }

            if (SecretShapes.IsNameOfSecret(setting.Key))
            {
                throw Secret(field, "a secret");
            }

            CheckText(field, setting.Value ?? throw Invalid(field, "it has no value; leave it out."));
        }
    }

    public static void CheckName(string name)
    {
        if (!IsName(name))
        {
            throw Invalid("name", $"'{name}' is no name of a connection: 1 to 64 letters, digits, hyphens and underscores.");
        }
    }

    public static bool IsName(string? name) =>
        name is { Length: >= 1 and <= 64 }
        && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');

    private static bool IsProvider(string? name) =>
        name is { Length: >= 1 and <= 64 } && name[0] is >= 'a' and <= 'z' && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static void CheckEndpoint(Uri? endpoint)
    {
        if (endpoint is null)
        {
            return;
        }

        CheckSecret("endpoint", endpoint.OriginalString);
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != "https" && endpoint.Scheme != "http"))
        {
            throw Invalid("endpoint", $"'{endpoint.OriginalString}' is no address of a service, such as https://batch.example.com or http://127.0.0.1:4510.");
        }

        if (endpoint.UserInfo.Length > 0)
        {
            throw Invalid("endpoint", "it holds a user name. Leave it out.");
        }
    }

    private static void CheckProxy(Uri? proxy)
    {
        if (proxy is null)
        {
            return;
        }

        CheckSecret("proxy", proxy.OriginalString);
        if (ProxyAddress.Problem(proxy) is { } problem)
        {
            throw Invalid("proxy", problem);
        }
    }

    private static void CheckText(string field, string? value)
    {
        if (value is null)
        {
            return;
        }

        CheckSecret(field, value);
        if (value.Trim().Length == 0 || value.Any(char.IsControl))
        {
            throw Invalid(field, "it is empty or holds control characters. Give a value, or leave it out.");
        }
    }

    private static void CheckSecret(string field, string value)
    {
        if (SecretShapes.KindOf(value) is { } kind)
        {
            throw Secret(field, kind);
        }
    }

    private static BatchException Secret(string field, string kind) => Invalid(
        field,
        $"it looks like {kind}, and connections are saved as plain text without secrets. Leave it out: credentials come from the vendor's own chain "
        + "(environment variables, a profile, a managed identity), which 'profile' chooses from; or write where it is, as vault:VAULT/NAME.");

    private static BatchException Invalid(string field, string message) =>
        new(BatchErrorCode.InvalidSpec, $"The connection cannot be saved: {field}: {message}") { Resource = field };
}
