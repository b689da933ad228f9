using System.Globalization;
using System.Runtime.CompilerServices;
using MultiBatch.Catalogue;

namespace MultiBatch.TestSupport.Catalogue;

/// <summary>A catalogue that lasts as long as the test. Thread-safe.</summary>
public sealed class MemoryCatalogStore : ICatalogStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, CatalogDocument> _documents = new(StringComparer.Ordinal);
    private long _writes;

    public Task<CatalogDocument?> GetAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_documents.GetValueOrDefault(key));
        }
    }

    public Task<string?> TryPutAsync(string key, ReadOnlyMemory<byte> content, string? expectedETag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_documents.GetValueOrDefault(key)?.ETag != expectedETag)
            {
                return Task.FromResult<string?>(null);
            }

            var tag = (++_writes).ToString(CultureInfo.InvariantCulture);
            _documents[key] = new CatalogDocument(content.ToArray(), tag);
            return Task.FromResult<string?>(tag);
        }
    }

    public Task<bool> TryDeleteAsync(string key, string expectedETag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var tag = _documents.GetValueOrDefault(key)?.ETag;
            if (tag == expectedETag)
            {
                _documents.Remove(key);
            }

            return Task.FromResult(tag is null || tag == expectedETag);
        }
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> keys;
        lock (_gate)
        {
            keys = _documents.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        }

        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return key;
        }

        await Task.CompletedTask;
    }
}
