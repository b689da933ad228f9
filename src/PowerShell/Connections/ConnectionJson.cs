using System.Text.Json.Nodes;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>The JSON form of a connection.</summary>
internal static class ConnectionJson
{
    public static string Write(ConnectionSettings connection, bool isDefault)
    {
        var item = new JsonObject { ["name"] = connection.Name, ["provider"] = connection.Provider, ["isDefault"] = isDefault };
        AddIfSet(item, "region", connection.Region);
        AddIfSet(item, "profile", connection.Profile);
        AddIfSet(item, "endpoint", connection.Endpoint?.ToString());
        AddIfSet(item, "defaultQueue", connection.DefaultQueue);
        var settings = new JsonObject();
        foreach (var setting in connection.Settings)
        {
            settings[setting.Key] = setting.Value;
        }

        item["settings"] = settings;
        return item.ToJsonString();
    }

    private static void AddIfSet(JsonObject item, string name, string? value)
    {
        if (value is not null)
        {
            item[name] = value;
        }
    }
}
