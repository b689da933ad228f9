using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MultiBatch.Catalogue;

/// <summary>Documents of one kind in a catalogue, typed.</summary>
internal sealed class CatalogueDocuments<T>
    where T : class
{
    private const int PageSize = 100;
    private readonly ICatalogStore _store;
    private readonly JsonTypeInfo<T> _json;
    private readonly string _folder;

    /// <param name="store">The catalogue.</param>
    /// <param name="folder">What their keys begin with.</param>
    /// <param name="json">Their form.</param>
    public CatalogueDocuments(ICatalogStore store, string folder, JsonTypeInfo<T> json)
    {
        _store = store;
        _folder = folder;
        _json = json;
    }

    /// <summary>A document and its tag; null when there is none.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/> when it is there but cannot be read.</exception>
    public async Task<(T Value, string ETag)?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var document = await _store.GetAsync(Key(name), cancellationToken).ConfigureAwait(false);
        return document is null ? null : (Read(name, document), document.ETag);
    }

    /// <summary>Writes a new document. False when there is one of this name already.</summary>
    public async Task<bool> TryCreateAsync(string name, T value, CancellationToken cancellationToken) =>
        await TryPutAsync(name, value, null, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Writes a document if it is still as the caller knows it. Returns the new tag; null when it is not.</summary>
    public Task<string?> TryPutAsync(string name, T value, string? expectedETag, CancellationToken cancellationToken) =>
        _store.TryPutAsync(Key(name), JsonSerializer.SerializeToUtf8Bytes(value, _json), expectedETag, cancellationToken);

    /// <summary>Changes a document, again from its newest state when another writer was faster.</summary>
    /// <param name="name">The name.</param>
    /// <param name="change">Makes the new document from the newest one; null to leave it as it is. May be called more than once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The document as it is now; null when there is none.</returns>
    public async Task<T?> UpdateAsync(string name, Func<T, T?> change, CancellationToken cancellationToken)
    {
        while (await FindAsync(name, cancellationToken).ConfigureAwait(false) is var (value, tag))
        {
            var changed = change(value);
            if (changed is null)
            {
                return value;
            }

            if (await TryPutAsync(name, changed, tag, cancellationToken).ConfigureAwait(false) is not null)
            {
                return changed;
            }
        }

        return null;
    }

    /// <summary>Deletes a document if it is still as the caller knows it.</summary>
    public Task<bool> TryDeleteAsync(string name, string expectedETag, CancellationToken cancellationToken) =>
        _store.TryDeleteAsync(Key(name), expectedETag, cancellationToken);

    /// <summary>The names, in order; those of documents further down as <c>a/b</c>.</summary>
    /// <param name="below">Only names below this one. Default: all.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public async Task<List<string>> ListNamesAsync(string? below, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var prefix = below is null ? _folder : Key(below);
        await foreach (var key in _store.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (key.Length > prefix.Length)
            {
                names.Add(key.Substring(_folder.Length + 1));
            }
        }

        return names;
    }

    /// <summary>One page of names; the continuation token is the last name of the page before, so that changes between pages lose nothing else.</summary>
    public static Page<string> PageOf(IReadOnlyList<string> ordered, string? continuationToken)
    {
        var names = ordered.Where(name => continuationToken is null || string.CompareOrdinal(name, continuationToken) > 0).Take(PageSize + 1).ToList();
        if (names.Count <= PageSize)
        {
            return new Page<string>(names, null);
        }

        names.RemoveAt(PageSize);
        return new Page<string>(names, names[PageSize - 1]);
    }

    private string Key(string name) => _folder + "/" + name;

    private T Read(string name, CatalogDocument document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Content.Span, _json) ?? throw new JsonException("It holds null.");
        }
        catch (JsonException e)
        {
            throw new BatchException(
                BatchErrorCode.Conflict,
                $"The document '{Key(name)}' of the catalogue cannot be read: {e.Message} It was damaged, edited by hand, or written by a newer version. Mend it, delete it, or use that version.",
                e)
            {
                Resource = Key(name),
            };
        }
    }
}
