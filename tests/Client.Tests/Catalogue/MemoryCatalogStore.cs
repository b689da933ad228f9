using System.Runtime.CompilerServices;
using System.Text;
using MultiBatch.Catalogue;

namespace MultiBatch.Client.Tests.Catalogue;

/// <summary>A catalogue in memory that keeps to the contract, counts its writes, and lets a test come in between.</summary>
internal sealed class MemoryCatalogStore : ICatalogStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (byte[] Content, string Tag)> _documents = new(StringComparer.Ordinal);
    private int _version;

    /// <summary>Called before each write, with the key and what is to be written (null for a delete); may throw or wait.</summary>
    public Func<string, string?, Task>? BeforeWrite { get; set; }

    public int Writes { get; private set; }

    public string? TextOf(string key)
    {
        lock (_gate)
        {
            return _documents.TryGetValue(key, out var document) ? Encoding.UTF8.GetString(document.Content) : null;
        }
    }

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _documents.Keys];
            }
        }
    }

    public Task<CatalogDocument?> GetAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_documents.TryGetValue(key, out var document) ? new CatalogDocument(document.Content, document.Tag) : null);
        }
    }

    public async Task<string?> TryPutAsync(string key, ReadOnlyMemory<byte> content, string? expectedETag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (BeforeWrite is { } hook)
        {
            await hook(key, Encoding.UTF8.GetString(content.Span));
        }

        lock (_gate)
        {
            if ((_documents.TryGetValue(key, out var current) ? current.Tag : null) != expectedETag)
            {
                return null;
            }

            Writes++;
            var tag = $"v{++_version}";
            _documents[key] = (content.ToArray(), tag);
            return tag;
        }
    }

    public async Task<bool> TryDeleteAsync(string key, string expectedETag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (BeforeWrite is { } hook)
        {
            await hook(key, null);
        }

        lock (_gate)
        {
            if (_documents.TryGetValue(key, out var current) && current.Tag != expectedETag)
            {
                return false;
            }

            Writes++;
            _documents.Remove(key);
            return true;
        }
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var key in Keys.Where(key => prefix.Length == 0 || key == prefix || key.StartsWith(prefix.TrimEnd('/') + "/", StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return key;
        }
    }
}
