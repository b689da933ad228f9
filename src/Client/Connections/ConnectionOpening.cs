using MultiBatch.Providers;

namespace MultiBatch.Connections;

/// <summary>
/// Makes providers of connections: the one place where the connection's proxy, and secrets that it only names the place of, become what a
/// provider is given.
/// </summary>
public static class ConnectionOpening
{
    /// <summary>Makes a provider. Checks the settings; calls no service.</summary>
    /// <param name="factory">The factory of the connection's provider.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="context">What the provider is given beside.</param>
    /// <param name="readSecret">Reads a secret from its vault; asked once for each reference. Default: vaults cannot be read here.</param>
    /// <exception cref="BatchException">
    /// The settings are wrong (<see cref="BatchErrorCode.InvalidSpec"/>), or a secret is in a vault and cannot be read
    /// (<see cref="BatchErrorCode.Unauthenticated"/>).
    /// </exception>
    public static IBatchProvider Open(IBatchProviderFactory factory, ConnectionSettings connection, ProviderContext context, Func<VaultReference, string>? readSecret = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);
        if (connection.Proxy is { } proxy)
        {
            ProxyAddress.Check(connection.Name, proxy);
            if (context.HttpHandler is not null)
            {
                throw Wrong(connection, "proxy", "the application brings an HTTP handler of its own, which decides on proxies. Set the proxy there, and leave it out here");
            }

            context = context with { HttpHandler = () => ProxyAddress.CreateHandler(proxy) };
        }

        return factory.Create(WithSecrets(connection, readSecret), context);
    }

    /// <summary>The places of secrets that a connection names, by setting.</summary>
    /// <param name="connection">The connection.</param>
    /// <exception cref="BatchException">A reference is not well formed.</exception>
    public static IReadOnlyDictionary<string, VaultReference> SecretsOf(ConnectionSettings connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Settings.Where(setting => VaultReference.IsMeant(setting.Value)).ToDictionary(
            setting => setting.Key,
            setting => VaultReference.TryParse(setting.Value, out var reference)
                ? reference
                : throw Wrong(connection, setting.Key, $"'{setting.Value}' names no place in a vault; write vault:NAME, or vault:VAULT/NAME"),
            StringComparer.Ordinal);
    }

    private static ConnectionSettings WithSecrets(ConnectionSettings connection, Func<VaultReference, string>? readSecret)
    {
        var secrets = SecretsOf(connection);
        if (connection.Settings.Keys.FirstOrDefault(name => SecretShapes.IsNameOfSecret(name) && !secrets.ContainsKey(name)) is { } open)
        {
            // The value is in no message.
            throw Wrong(connection, open, "it is to hold a secret, and connections hold none. Write where it is, as vault:VAULT/NAME, or use a profile of the vendor's credential chain");
        }

        if (secrets.Count == 0)
        {
            return connection;
        }

        var settings = connection.Settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal);
        foreach (var secret in secrets)
        {
            settings[secret.Key] = readSecret?.Invoke(secret.Value) ?? throw new BatchException(
                BatchErrorCode.Unauthenticated,
                $"Connection '{connection.Name}' takes '{secret.Key}' from {secret.Value}, and only PowerShell reads vaults (Get-Secret): use the MultiBatch module, or a profile of the vendor's credential chain.")
            {
                Provider = connection.Provider, Resource = connection.Name,
            };
        }

        return connection with { Settings = settings };
    }

    private static BatchException Wrong(ConnectionSettings connection, string field, string message) =>
        new(BatchErrorCode.InvalidSpec, $"Connection '{connection.Name}': {field}: {message}.") { Provider = connection.Provider, Resource = connection.Name };
}
