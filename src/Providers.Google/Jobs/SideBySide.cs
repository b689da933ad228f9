namespace MultiBatch.Providers.Google.Jobs;

/// <summary>
/// Makes the calls that one call to the provider needs several of, a few at a time: the client's rate counts them as one, so they may not be many at once.
/// </summary>
internal static class SideBySide
{
    private const int AtOnce = 4;

    public static async Task ForEachAsync<T>(IReadOnlyList<T> items, Func<T, Task> action)
    {
        if (items.Count == 1)
        {
            await action(items[0]).ConfigureAwait(false);
            return;
        }

        var next = -1;
        async Task WorkAsync()
        {
            for (int place; (place = Interlocked.Increment(ref next)) < items.Count;)
            {
                await action(items[place]).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, items.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
    }
}
