using System.Collections;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes references of the latest jobs.</summary>
public sealed class JobCompleter : CompleterBase
{
    private const int Most = 50;

    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => Ask(Bound(bound, "Connection"), ListAsync);

    private static async IAsyncEnumerable<Suggestion> ListAsync(BatchClient client, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var job in client.ListJobsAsync(new JobQuery { PageSize = Most }, cancellationToken).ConfigureAwait(false))
        {
            yield return new Suggestion(job.Reference.ToString(), $"{job.Name} {EnumText.Format(job.State)} {(job.SubmittedAt is { } at ? Words.Age(at, DateTimeOffset.UtcNow) + " ago" : string.Empty)}");
            if (++count == Most)
            {
                yield break;
            }
        }
    }
}
