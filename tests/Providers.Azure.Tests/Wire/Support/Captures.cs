using System.Text.Json;

namespace MultiBatch.Providers.Azure.Tests.Wire.Support;

/// <summary>The stored requests of the vendor's client, by name.</summary>
internal static class Captures
{
    public static IReadOnlyDictionary<string, JsonElement> Recorded { get; } = Read("requests.json").GetProperty("cases").EnumerateArray()
        .ToDictionary(record => record.GetProperty("name").GetString()!, record => record);

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wire", "Captures", file)));
        return document.RootElement.Clone();
    }
}
