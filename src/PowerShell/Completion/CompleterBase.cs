using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using MultiBatch.PowerShell.Connections;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Completion;

/// <summary>
/// What completers share. They are quick (at most a second, then what was known before), quiet (nothing is written, nothing throws) and keep
/// what they found for a while.
/// </summary>
public abstract class CompleterBase : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<string, (DateTime At, IReadOnlyList<Suggestion> Found)> Cache = new(StringComparer.OrdinalIgnoreCase);

    private protected CompleterBase()
    {
    }

    internal ConnectionRegistry Registry { get; set; } = ConnectionRegistry.OfProcess;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
            var quote = wordToComplete is { Length: > 0 } && wordToComplete[0] is '\'' or '"' ? wordToComplete[0].ToString() : string.Empty;
            return Find(fakeBoundParameters)
                .Where(suggestion => suggestion.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(suggestion => new CompletionResult(Quoted(suggestion.Text, quote), suggestion.Text, CompletionResultType.ParameterValue, suggestion.Tip))
                .ToList();
        }
        catch (Exception)
        {
            // Whoever presses Tab wants a word or nothing.
            return [];
        }
    }

    /// <summary>What could be meant, with whatever is known quickly.</summary>
    private protected abstract IReadOnlyList<Suggestion> Find(IDictionary bound);

    private protected static string? Bound(IDictionary bound, string name) => bound?[name] is { } value && Binding.InputValues.Unwrap(value) is { } item
        ? item is BatchConnection connection ? connection.Name : item.ToString()
        : null;

    /// <summary>Asks a connection, for a second at most; what is slower is there the next time.</summary>
    private protected IReadOnlyList<Suggestion> Ask(string? connection, Func<BatchClient, CancellationToken, IAsyncEnumerable<Suggestion>> list) =>
        Ask(connection, (client, _, cancellationToken) => list(client, cancellationToken));

    /// <summary>As above, for what depends on the settings of the connection too.</summary>
    private protected IReadOnlyList<Suggestion> Ask(string? connection, Func<BatchClient, ConnectionSettings, CancellationToken, IAsyncEnumerable<Suggestion>> list)
    {
        var runspace = Runspace.DefaultRunspace;
        var name = connection ?? Registry.DefaultOf(runspace);
        var key = $"{GetType().Name} {name}";
        if (Cache.TryGetValue(key, out var known) && DateTime.UtcNow - known.At < Freshness)
        {
            return known.Found;
        }

        var work = Task.Run(async () =>
        {
            using var stop = new CancellationTokenSource(Patience + Patience);
            using var lease = await Registry.LeaseAsync(connection, runspace, readSecret: null, stop.Token).ConfigureAwait(false);
            var found = new List<Suggestion>();
            await foreach (var suggestion in list(lease.Client, lease.Settings, stop.Token).ConfigureAwait(false))
            {
                found.Add(suggestion);
            }

            Cache[key] = (DateTime.UtcNow, found);
            return (IReadOnlyList<Suggestion>)found;
        });
        return Task.WaitAny([work], Patience) == 0 && work.Status == TaskStatus.RanToCompletion ? work.Result : known.Found ?? [];
    }

    private static string Quoted(string text, string quote) =>
        quote.Length > 0 || text.Any(character => !char.IsLetterOrDigit(character) && character is not ('-' or '_' or '.' or '/' or ':'))
            ? (quote.Length > 0 ? quote : "'") + text.Replace("'", "''") + (quote.Length > 0 ? quote : "'")
            : text;
}
