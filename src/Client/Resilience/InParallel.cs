namespace MultiBatch.Resilience;

/// <summary>Does the same with many things, a bounded number at a time.</summary>
internal static class InParallel
{
    /// <summary>The results in the order of the items. Throws the first error once everything that had begun has ended.</summary>
    public static async Task<TResult[]> SelectAsync<T, TResult>(
        IReadOnlyList<T> items, int degree, Func<T, CancellationToken, Task<TResult>> select, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(degree, items.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
        return results;

        async Task WorkAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < items.Count; index = Interlocked.Increment(ref next))
            {
                try
                {
                    results[index] = await select(items[index], cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    // The others take nothing more up.
                    Interlocked.Exchange(ref next, items.Count);
                    throw;
                }
            }
        }
    }
}
