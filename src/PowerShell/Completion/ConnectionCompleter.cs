using System.Collections;
using MultiBatch.Connections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes names of connections.</summary>
public sealed class ConnectionCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound)
    {
        var saved = Task.Run(() => Registry.Store.ListAsync());
        var settings = Registry.Open.Select(one => one.Settings).Concat(saved.Wait(TimeSpan.FromSeconds(1)) ? saved.Result : []);
        return
        [
            .. settings.Select(one => new Suggestion(one.Name, string.Join(" ", new[] { one.Provider, one.Region, one.Profile }.Where(part => part is not null))))
                .Append(new Suggestion(ConnectionStore.LocalName, "this machine"))
                .GroupBy(one => one.Text, StringComparer.OrdinalIgnoreCase).Select(group => group.First()).OrderBy(one => one.Text, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
