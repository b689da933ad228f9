namespace MultiBatch.Catalogue;

/// <summary>
/// A small durable store of documents, each with a tag that changes when it does, so that two writers cannot overwrite each other.
/// Keys are paths of segments separated by <c>/</c>; segments are 1 to 128 letters, digits, dots, hyphens and underscores and do not begin with a dot.
/// </summary>
public interface ICatalogStore
{
    /// <summary>Reads a document; null when there is none.</summary>
    Task<CatalogDocument?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes a document, whole and durably, if it is still as the caller knows it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The content.</param>
    /// <param name="expectedETag">The tag it must have; null when there must be none yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new tag; null when the document is not as expected, and nothing was written.</returns>
    Task<string?> TryPutAsync(string key, ReadOnlyMemory<byte> content, string? expectedETag, CancellationToken cancellationToken);

    /// <summary>Deletes a document if it is still as the caller knows it.</summary>
    /// <returns>False when it is not as expected, and nothing was deleted. True when it is gone.</returns>
    Task<bool> TryDeleteAsync(string key, string expectedETag, CancellationToken cancellationToken);

    /// <summary>Lists the keys that begin with <paramref name="prefix"/> (which ends at a segment), in order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken);
}
