using Microsoft.Extensions.Options;
using MultiBatch.Connections;
using MultiBatch.Providers;

namespace MultiBatch.Registration;

/// <summary>Finds what is wrong with the settings and the added connections, all of it at once.</summary>
internal sealed class BatchOptionsValidator : IValidateOptions<BatchOptions>
{
    private readonly IReadOnlyList<ConnectionSettings> _connections;
    private readonly IReadOnlyList<IBatchProviderFactory> _providers;

    public BatchOptionsValidator(IEnumerable<ConnectionSettings> connections, IEnumerable<IBatchProviderFactory> providers)
    {
        _connections = connections.ToList();
        _providers = providers.ToList();
    }

    public ValidateOptionsResult Validate(string? name, BatchOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(BatchOptions options)
    {
        if (options.Client is null)
        {
            yield return $"{nameof(BatchOptions.Client)} is null; leave it as it is, or set it to options of a client.";
        }
        else if (Failure(options.Client.Validate) is { } failure)
        {
            yield return $"{nameof(BatchOptions.Client)}: {failure}";
        }

        if (options.ConnectionsFile is not null && string.IsNullOrWhiteSpace(options.ConnectionsFile))
        {
            yield return $"{nameof(BatchOptions.ConnectionsFile)} is empty; leave it null for the user's own file.";
        }

        if (options.DefaultConnection is { } chosen && !options.UseSavedConnections && _connections.All(connection => connection.Name != chosen))
        {
            yield return $"{nameof(BatchOptions.DefaultConnection)} is '{chosen}', which was not added. Added: {Names()}.";
        }

        foreach (var twice in _connections.GroupBy(connection => connection.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"The connection '{twice.Key}' was added {twice.Count()} times; give each its own name.";
        }

        foreach (var connection in _connections)
        {
            if (Failure(() => ConnectionRules.Check(connection)) is { } failure)
            {
                yield return $"Connection '{connection.Name}': {failure}";
            }
            else if (_providers.All(provider => provider.Provider != connection.Provider))
            {
                yield return $"Connection '{connection.Name}': {ProviderNotThere(connection.Provider, _providers)}";
            }
        }
    }

    internal static string ProviderNotThere(string provider, IReadOnlyList<IBatchProviderFactory> providers)
    {
        var known = string.Join(", ", providers.Select(factory => factory.Provider).Distinct().OrderBy(one => one, StringComparer.Ordinal));
        return $"there is no provider '{provider}'. Those there are: {(known.Length == 0 ? "none" : known)}. Add the package of the provider and register it.";
    }

    private string Names() => _connections.Count == 0 ? "none" : string.Join(", ", _connections.Select(connection => connection.Name));

    private static string? Failure(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (Exception e) when (e is BatchException or ArgumentException)
        {
            return e.Message;
        }
    }
}
