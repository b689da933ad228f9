using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Json;

/// <summary>The JSON form of a try of a connection.</summary>
internal static class ConnectionTestJson
{
    /// <param name="name">The connection.</param>
    /// <param name="provider">The provider; null when the connection has none this build knows.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="problem">What is wrong; null when it works.</param>
    public static string Write(string name, string? provider, TimeSpan duration, string? problem) => ResultJson.Object(json =>
    {
        json.WriteString("name", name);
        ResultJson.WriteIfSet(json, "provider", provider);
        json.WriteBoolean("works", problem is null);
        json.WriteString("duration", DurationText.Format(duration));
        ResultJson.WriteIfSet(json, "problem", problem);
    });
}
