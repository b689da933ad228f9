using MultiBatch.Connections;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>What the cmdlets share that are about connections.</summary>
public abstract class ConnectionCmdlet : BatchCmdlet
{
    private protected ConnectionCmdlet()
    {
    }

    internal override string Subject => "Connection";

    /// <summary>Every connection there is: those of the process, the saved ones, and <c>local</c>.</summary>
    private protected async Task<IReadOnlyList<BatchConnection>> ListAsync(CancellationToken cancellationToken)
    {
        var store = Registry.Store;
        var saved = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        var defaultName = Registry.DefaultOf(Connections.Runspace) ?? await DefaultOfStoreAsync(store, cancellationToken).ConfigureAwait(false);
        var open = Registry.Open;
        var all = new SortedDictionary<string, BatchConnection>(StringComparer.OrdinalIgnoreCase);
        foreach (var settings in open.Select(one => one.Settings).Concat(saved).Append(new ConnectionSettings { Name = ConnectionStore.LocalName, Provider = ConnectionStore.LocalName }))
        {
            if (!all.ContainsKey(settings.Name))
            {
                all.Add(settings.Name, new BatchConnection(
                    settings,
                    Same(settings.Name, defaultName),
                    open.Any(one => Same(one.Name, settings.Name)),
                    saved.Any(one => Same(one.Name, settings.Name))));
            }
        }

        return [.. all.Values];
    }

    private protected static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    // The saved default may have been removed by hand; that is no reason not to list the others.
    private static async Task<string?> DefaultOfStoreAsync(ConnectionStore store, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.GetDefaultAsync(cancellationToken).ConfigureAwait(false)).Name;
        }
        catch (BatchException e) when (e.Code == BatchErrorCode.NotFound)
        {
            return null;
        }
    }
}
