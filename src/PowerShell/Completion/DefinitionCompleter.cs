using System.Collections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes names and revisions of definitions.</summary>
public sealed class DefinitionCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => Ask(Bound(bound, "Connection"), ListAsync);

    private static async IAsyncEnumerable<Suggestion> ListAsync(BatchClient client, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var definition in client.Definitions.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (definition.IsActive)
            {
                yield return new Suggestion(definition.Reference.ToString());
            }
        }
    }
}
