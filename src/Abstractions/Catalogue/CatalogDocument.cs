namespace MultiBatch.Catalogue;

/// <summary>A document of a catalogue.</summary>
public sealed class CatalogDocument
{
    /// <summary>Creates a document.</summary>
    /// <param name="content">The content.</param>
    /// <param name="etag">Its tag.</param>
    public CatalogDocument(ReadOnlyMemory<byte> content, string etag)
    {
        Content = content;
        ETag = etag ?? throw new ArgumentNullException(nameof(etag));
    }

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The tag; changes when the content does.</summary>
    public string ETag { get; }
}
