using System.Text.Json;
using MultiBatch.Capabilities;

namespace MultiBatch.FrontEnds.Json;

/// <summary>The JSON form of what a provider can do.</summary>
internal static class CapabilitiesJson
{
    /// <summary>All that a provider declares.</summary>
    public static string Write(BatchCapabilities capabilities) => ResultJson.Object(json =>
    {
        json.WriteString("provider", capabilities.Provider);
        json.WriteString("attemptHistory", Name(capabilities.AttemptHistory));
        json.WriteStartObject("features");
        foreach (var feature in BatchCapabilities.AllFeatures)
        {
            Write(json, feature, capabilities[feature]);
        }

        json.WriteEndObject();
    });

    /// <summary>One feature: what the whole form says of the provider and of it.</summary>
    public static string Write(string provider, BatchFeature feature, FeatureSupport support) => ResultJson.Object(json =>
    {
        json.WriteString("provider", provider);
        json.WriteStartObject("features");
        Write(json, feature, support);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, BatchFeature feature, FeatureSupport support)
    {
        json.WriteStartObject(Name(feature));
        json.WriteString("level", Name(support.Level));
        ResultJson.WriteIfSet(json, "note", support.Note);
        ResultJson.WriteIfSet(json, "source", support.Source);
        json.WriteEndObject();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
