using MultiBatch.Connections;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Errors;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>The connections one cmdlet uses, each opened once and kept until the cmdlet is done.</summary>
internal sealed class ConnectionUse : IDisposable
{
    private readonly Func<ConnectionRegistry> _registry;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, ConnectionLease> _leases = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="registry">The connections.</param>
    /// <param name="runspace">The runspace of the cmdlet.</param>
    /// <param name="readSecret">Reads what a connection has in vaults.</param>
    public ConnectionUse(Func<ConnectionRegistry> registry, object? runspace, Func<VaultReference, Task<string>> readSecret)
    {
        ReadSecret = readSecret;
        _registry = registry;
        Runspace = runspace;
    }

    public Func<VaultReference, Task<string>> ReadSecret { get; }

    /// <summary>The runspace of the cmdlet, which has the default connection.</summary>
    public object? Runspace { get; }

    /// <summary>Settings of a connection, without opening it.</summary>
    public Task<ConnectionSettings> ResolveAsync(string? name, CancellationToken cancellationToken) =>
        _registry().ResolveAsync(name, Runspace, cancellationToken);

    /// <summary>As <see cref="ResolveAsync"/>, for the pipeline thread; reads a small file at most.</summary>
    public ConnectionSettings Resolve(string? name) => Task.Run(() => ResolveAsync(name, CancellationToken.None)).GetAwaiter().GetResult();

    /// <summary>A client of a connection, or of the default one.</summary>
    public async Task<BatchClient> ClientAsync(string? name, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var key = name ?? string.Empty;
            if (!_leases.TryGetValue(key, out var lease))
            {
                _leases.Add(key, lease = await _registry().LeaseAsync(name, Runspace, ReadSecret, cancellationToken).ConfigureAwait(false));
            }

            return lease.Client;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The client and the whole reference of a job that was named somehow.</summary>
    /// <param name="job">What was named.</param>
    /// <param name="connection">The connection that was asked for; null when none was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CmdletInputException">It names no job, or contradicts the connection.</exception>
    public async Task<(BatchClient Client, JobReference Reference)> FindAsync(JobSelector job, string? connection, CancellationToken cancellationToken)
    {
        if (job.Connection is { } ofRow && connection is not null && !Same(ofRow, connection))
        {
            throw Contradiction(job, $"it belongs to connection '{ofRow}', and -Connection is '{connection}'");
        }

        var given = connection ?? job.Connection;
        if (job.Reference is not { } reference)
        {
            // A bare id says nothing of where it is: it belongs to the one connection that is in use.
            var client = await ClientAsync(given, cancellationToken).ConfigureAwait(false);
            return (client, job.ReferenceOn(client));
        }

        if (given is not null)
        {
            var settings = await ResolveAsync(given, cancellationToken).ConfigureAwait(false);
            if (!Same(settings.Provider, reference.Provider))
            {
                throw Contradiction(job, $"it is a job of provider '{reference.Provider}', and connection '{given}' is one of '{settings.Provider}'");
            }

            if (reference.Connection is { } named ? !Same(named, settings.Name) : IsBuiltIn(reference) && !Same(settings.Name, ConnectionStore.LocalName))
            {
                throw Contradiction(job, $"it belongs to connection '{reference.Connection ?? ConnectionStore.LocalName}', and the connection is '{given}'");
            }

            return (await ClientAsync(given, cancellationToken).ConfigureAwait(false), reference);
        }

        var name = reference.Connection ?? (IsBuiltIn(reference) ? ConnectionStore.LocalName : OnlyOneOf(reference, await ResolveAsync(null, cancellationToken).ConfigureAwait(false)));
        return (await ClientAsync(name, cancellationToken).ConfigureAwait(false), reference);
    }

    public void Dispose()
    {
        foreach (var lease in _leases.Values)
        {
            lease.Dispose();
        }

        _leases.Clear();
    }

    private static bool IsBuiltIn(JobReference reference) => Same(reference.Provider, ConnectionStore.LocalName);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static CmdletInputException Contradiction(JobSelector job, string why) =>
        new($"The job '{job}' cannot be used: {why}.", job, ErrorTable.Contradiction);

    // A reference without a connection, made by a program that gave its connection no name.
    private string OnlyOneOf(JobReference reference, ConnectionSettings byDefault)
    {
        if (Same(byDefault.Provider, reference.Provider))
        {
            return byDefault.Name;
        }

        var open = _registry().Open.Where(one => Same(one.Settings.Provider, reference.Provider)).ToList();
        return open.Count == 1 ? open[0].Name : throw new CmdletInputException(
            $"The job '{reference}' names no connection, and {(open.Count == 0 ? "none" : $"{open.Count}")} of provider '{reference.Provider}' are open: name one with -Connection.", reference.ToString());
    }
}
