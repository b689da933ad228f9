using System.Management.Automation;

namespace MultiBatch.PowerShell.Pipeline;

/// <summary>Finds things by name or pattern: one call for a name, one list for all patterns.</summary>
internal static class NamedItems
{
    /// <param name="names">Names and patterns; none for all there is.</param>
    /// <param name="list">Lists all there is.</param>
    /// <param name="get">Gets one by its name.</param>
    /// <param name="nameOf">The name of one.</param>
    /// <param name="write">Writes one.</param>
    /// <param name="report">Reports a name that was not found.</param>
    public static async Task WriteAsync<T>(
        IReadOnlyList<string> names, Func<IAsyncEnumerable<T>> list, Func<string, Task<T>> get, Func<T, string> nameOf, Func<T, Task> write, Func<Exception, string, Task> report)
    {
        foreach (var name in names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            try
            {
                await write(await get(name).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is BatchException or FormatException)
            {
                await report(e, name).ConfigureAwait(false);
            }
        }

        var patterns = names.Where(WildcardPattern.ContainsWildcardCharacters)
            .Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToList();
        if (names.Count > 0 && patterns.Count == 0)
        {
            return;
        }

        await foreach (var item in list().ConfigureAwait(false))
        {
            if (patterns.Count == 0 || patterns.Any(pattern => pattern.IsMatch(nameOf(item))))
            {
                await write(item).ConfigureAwait(false);
            }
        }
    }
}
