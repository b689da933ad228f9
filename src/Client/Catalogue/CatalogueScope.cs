namespace MultiBatch.Catalogue;

/// <summary>The part of a catalogue that belongs to one connection of one provider: <c>local/default</c> or <c>google/connections/prod</c>.</summary>
internal sealed class CatalogueScope
{
    private readonly string _prefix;

    /// <param name="provider">The provider's name.</param>
    /// <param name="connection">The connection's name; null for the provider's default connection.</param>
    public CatalogueScope(string provider, string? connection) =>
        _prefix = connection is null ? provider + "/default" : provider + "/connections/" + connection;

    /// <summary>What the keys of one kind of document begin with.</summary>
    public string Folder(string kind) => _prefix + "/" + kind;

    /// <summary>The key of a document.</summary>
    public string Key(string kind, string name) => _prefix + "/" + kind + "/" + name;
}
