using MultiBatch.Providers;

namespace MultiBatch.FrontEnds.Json;

/// <summary>The JSON form of a connection.</summary>
internal static class ConnectionJson
{
    public static string Write(ConnectionSettings connection, bool isDefault) => ResultJson.Object(
        json =>
        {
            json.WriteString("name", connection.Name);
            json.WriteString("provider", connection.Provider);
            json.WriteBoolean("isDefault", isDefault);
            ResultJson.WriteIfSet(json, "region", connection.Region);
            ResultJson.WriteIfSet(json, "profile", connection.Profile);
            ResultJson.WriteIfSet(json, "endpoint", connection.Endpoint?.ToString());
            ResultJson.WriteIfSet(json, "proxy", connection.Proxy?.ToString());
            ResultJson.WriteIfSet(json, "defaultQueue", connection.DefaultQueue);
            json.WriteStartObject("settings");
            foreach (var setting in connection.Settings)
            {
                json.WriteString(setting.Key, setting.Value);
            }

            json.WriteEndObject();
        },
        indented: false);
}
