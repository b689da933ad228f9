using System.Text.Json;

namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>The stored requests, by their number and label.</summary>
internal static class Captures
{
    public static IReadOnlyDictionary<string, JsonElement> Recorded { get; } = Read();

    private static Dictionary<string, JsonElement> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wire", "Captures", "requests.json")));
        return document.RootElement.Clone().EnumerateArray().Select((record, place) => (record, place))
            .ToDictionary(pair => $"{pair.place + 1:D2} {pair.record.GetProperty("label").GetString()}", pair => pair.record);
    }
}
