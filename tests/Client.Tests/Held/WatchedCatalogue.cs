using System.Runtime.CompilerServices;
using MultiBatch.Catalogue;

namespace MultiBatch.Client.Tests.Held;

/// <summary>A catalogue as one client has it: counts what it reads, and can be cut off, as when the client's machine sleeps or dies.</summary>
internal sealed class WatchedCatalogue(ICatalogStore store) : ICatalogStore
{
    private int _reads;
    private int _lists;

    public int Reads => Volatile.Read(ref _reads);

    public int Lists => Volatile.Read(ref _lists);

    /// <summary>Writes wait for this before they are carried out. Default: nothing to wait for.</summary>
    public Task Connected { get; set; } = Task.CompletedTask;

    public Task<CatalogDocument?> GetAsync(string key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return store.GetAsync(key, cancellationToken);
    }

    public async Task<string?> TryPutAsync(string key, ReadOnlyMemory<byte> content, string? expectedETag, CancellationToken cancellationToken)
    {
        await Connected;
        return await store.TryPutAsync(key, content, expectedETag, cancellationToken);
    }

    public async Task<bool> TryDeleteAsync(string key, string expectedETag, CancellationToken cancellationToken)
    {
        await Connected;
        return await store.TryDeleteAsync(key, expectedETag, cancellationToken);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        await foreach (var key in store.ListAsync(prefix, cancellationToken))
        {
            yield return key;
        }
    }
}
