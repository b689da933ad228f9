using System.Text.Json;

namespace MultiBatch.Providers.Aws.Tests.Wire.Support;

/// <summary>The stored inputs and requests.</summary>
internal static class Captures
{
    public static IReadOnlyDictionary<string, JsonElement> Recorded { get; } =
        new[] { "batch-requests.json", "logs-requests.json" }
            .SelectMany(file => Read(file).GetProperty("cases").EnumerateArray())
            .ToDictionary(record => record.GetProperty("name").GetString()!, record => record);

    /// <summary>Every stored input with its operation.</summary>
    public static IReadOnlyList<JsonElement> Inputs { get; } =
        [.. Recorded.Values, .. Read("more-inputs.json").EnumerateArray()];

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wire", "Captures", file)));
        return document.RootElement.Clone();
    }
}
