using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Providers;

namespace MultiBatch.Connections;

/// <summary>The content of a file of connections. What this version does not know stays as it is, at every level.</summary>
internal sealed class ConnectionFile
{
    private const string DefaultKey = "default";
    private const string ConnectionsKey = "connections";
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    private readonly string _path;
    private readonly JsonObject _root;

    private ConnectionFile(string path, JsonObject root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>The name of the default connection; null when none is chosen.</summary>
    public string? Default
    {
        get => Text(_root, DefaultKey, DefaultKey);
        set
        {
            if (value is null)
            {
                _root.Remove(DefaultKey);
            }
            else
            {
                _root[DefaultKey] = value;
            }
        }
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => Connections?.Select(pair => pair.Key).OrderBy(name => name, StringComparer.Ordinal).ToList() ?? [];

    private JsonObject? Connections => Object(_root, ConnectionsKey, ConnectionsKey);

    /// <param name="path">The file, for messages.</param>
    /// <param name="content">Its content; null when there is none.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when it cannot be read; says where.</exception>
    public static ConnectionFile Parse(string path, byte[]? content)
    {
        if (content is null)
        {
            return new ConnectionFile(path, []);
        }

        try
        {
            // Editors on Windows begin a file with a mark that JSON does not know.
            var text = content.AsSpan().StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }) ? content.AsSpan(3) : content;
            return JsonNode.Parse(text, nodeOptions: null, Reading) is JsonObject root ? new ConnectionFile(path, root) : throw Broken(path, "it is no object", null);
        }
        catch (JsonException e)
        {
            throw Broken(path, e.LineNumber is null ? e.Message : $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: it is no JSON", e);
        }
    }

    /// <summary>A connection; null when there is none of this name.</summary>
    public ConnectionSettings? Find(string name)
    {
        var where = ConnectionsKey + "." + name;
        var entry = Connections is { } connections ? Object(connections, name, where) : null;
        if (entry is null)
        {
            return null;
        }

        return new ConnectionSettings
        {
            Name = name,
            Provider = Text(entry, "provider", where + ".provider") ?? throw Broken(_path, $"{where} names no provider, such as \"provider\": \"local\"", null),
            Region = Text(entry, "region", where + ".region"),
            Profile = Text(entry, "profile", where + ".profile"),
            Endpoint = Address(entry, "endpoint", where, "https://batch.example.com"),
            Proxy = Address(entry, "proxy", where, "http://proxy.example.com:3128"),
            DefaultQueue = Text(entry, "defaultQueue", where + ".defaultQueue"),
            Settings = Settings(entry, where + ".settings"),
        };
    }

    /// <summary>Adds a connection, or changes the fields this version knows of the one that is there.</summary>
    public void Put(ConnectionSettings connection)
    {
        if (Connections is not { } connections)
        {
            _root[ConnectionsKey] = connections = [];
        }

        if (Object(connections, connection.Name, ConnectionsKey + "." + connection.Name) is not { } entry)
        {
            connections[connection.Name] = entry = [];
        }

        Set(entry, "provider", connection.Provider);
        Set(entry, "region", connection.Region);
        Set(entry, "profile", connection.Profile);
        Set(entry, "endpoint", connection.Endpoint?.OriginalString);
        Set(entry, "proxy", connection.Proxy?.OriginalString);
        Set(entry, "defaultQueue", connection.DefaultQueue);
        entry.Remove("settings");
        if (connection.Settings.Count > 0)
        {
            entry["settings"] = new JsonObject(connection.Settings
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, JsonValue.Create(pair.Value))));
        }
    }

    /// <summary>Removes a connection. False when there is none.</summary>
    public bool Remove(string name) => Connections?.Remove(name) == true;

    public byte[] ToBytes() => System.Text.Encoding.UTF8.GetBytes(_root.ToJsonString(Format) + "\n");

    private static void Set(JsonObject entry, string key, string? value)
    {
        if (value is null)
        {
            entry.Remove(key);
        }
        else
        {
            entry[key] = value;
        }
    }

    private Dictionary<string, string> Settings(JsonObject entry, string where)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Object(entry, "settings", where) ?? [])
        {
            // A number or a truth value written by hand means its text.
            settings[pair.Key] = pair.Value is JsonValue value
                ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()
                : throw Broken(_path, $"{where}.{pair.Key} is no text", null);
        }

        return settings;
    }

    private Uri? Address(JsonObject entry, string key, string where, string example) => Text(entry, key, $"{where}.{key}") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw Broken(_path, $"{where}.{key} is no address, such as {example}", null);

    private JsonObject? Object(JsonObject parent, string key, string where) => parent[key] switch
    {
        null => null,
        JsonObject found => found,
        _ => throw Broken(_path, $"{where} is no object", null),
    };

    private string? Text(JsonObject parent, string key, string where) => parent[key] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw Broken(_path, $"{where} is no text", null),
    };

    private static BatchException Broken(string path, string why, Exception? cause) =>
        new(BatchErrorCode.InvalidSpec, $"The file of connections '{path}' cannot be read: {why}. Mend it, or move it away to begin anew.", cause) { Resource = path };
}
