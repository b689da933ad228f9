using System.Collections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes names of environments.</summary>
public sealed class EnvironmentCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => Ask(Bound(bound, "Connection"), ListAsync);

    private static async IAsyncEnumerable<Suggestion> ListAsync(BatchClient client, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var environment in client.Environments.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new Suggestion(environment.Name, environment.Status.ToString());
        }
    }
}
