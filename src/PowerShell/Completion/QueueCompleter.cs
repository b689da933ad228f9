using System.Collections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes names of queues.</summary>
public sealed class QueueCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => Ask(Bound(bound, "Connection"), ListAsync);

    private static async IAsyncEnumerable<Suggestion> ListAsync(BatchClient client, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var queue in client.Queues.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new Suggestion(queue.Name, $"priority {queue.Spec.Priority}{(queue.IsDefault ? ", default" : string.Empty)}");
        }
    }
}
