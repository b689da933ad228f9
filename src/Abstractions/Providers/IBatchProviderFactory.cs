namespace MultiBatch.Providers;

/// <summary>Makes providers from connection settings. Registered once per provider; front ends find the providers there are through it.</summary>
public interface IBatchProviderFactory
{
    /// <summary>The provider's name.</summary>
    string Provider { get; }

    /// <summary>The settings it takes beyond the common ones.</summary>
    IReadOnlyList<ConnectionSetting> Settings { get; }

    /// <summary>Makes a provider. Calls nothing: credentials are looked up when they are first needed.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when a setting is missing, unknown or malformed; names it.</exception>
    IBatchProvider Create(ConnectionSettings connection, ProviderContext context);
}
