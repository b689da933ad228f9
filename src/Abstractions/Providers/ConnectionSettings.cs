namespace MultiBatch.Providers;

/// <summary>How to reach a provider. Holds names and places only, never a secret: it is saved as it is.</summary>
public sealed record ConnectionSettings
{
    /// <summary>The connection's name: letters, digits, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The region. Default: the vendor's own configuration decides.</summary>
    public string? Region { get; init; }

    /// <summary>The profile, account or project the vendor's credential chain takes. Default: the chain's own.</summary>
    public string? Profile { get; init; }

    /// <summary>Another endpoint than the vendor's, for emulators and private links. Default: the vendor's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The HTTP or SOCKS proxy that calls of the service go through; without a user name. What the vendor's own credential chain asks goes
    /// where the environment's proxy variables say. Default: those variables decide for all.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>The queue of submits that name none. Default: the provider's.</summary>
    public string? DefaultQueue { get; init; }

    /// <summary>
    /// Further settings the provider declares (<see cref="IBatchProviderFactory.Settings"/>). In place of a secret stands where it is, as a
    /// <see cref="VaultReference"/>. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
