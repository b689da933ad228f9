using System.Collections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes machine types: those that the environments of the connection choose from. Any other may be typed.</summary>
public sealed class MachineTypeCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => Ask(Bound(bound, "Connection"), ListAsync);

    private static async IAsyncEnumerable<Suggestion> ListAsync(BatchClient client, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var environment in client.Environments.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var type in environment.Spec.MachineTypes ?? [])
            {
                if (seen.Add(type))
                {
                    yield return new Suggestion(type, $"of environment {environment.Name}");
                }
            }
        }
    }
}
