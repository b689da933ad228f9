using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>A reply.</summary>
internal sealed class AzureReply
{
    public required int Status { get; init; }

    public required string Text { get; init; }

    public required JsonObject Body { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The name of the error.</summary>
    public string? Error => (string?)Body["code"];

    /// <summary>What the service says of an error besides, by name.</summary>
    public string? Value(string key) => (string?)(Body["values"] as JsonArray)?.FirstOrDefault(item => (string?)item!["key"] == key)?["value"];

    public static async Task<AzureReply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        JsonObject body;
        try
        {
            body = JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            body = [];
        }

        return new AzureReply
        {
            Status = (int)response.StatusCode,
            Text = text,
            Body = body,
            Headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }
}
