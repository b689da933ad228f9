using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>A reply.</summary>
internal sealed class GoogleReply
{
    public required int Status { get; init; }

    public required string Text { get; init; }

    public required JsonObject Body { get; init; }

    /// <summary>The name of the error's code.</summary>
    public string? Code => (string?)Body["error"]?["status"];

    public string? Message => (string?)Body["error"]?["message"];

    /// <summary>The fields that are not as they should be.</summary>
    public IEnumerable<string> Fields => ((Body["error"]?["details"]?[0]?["fieldViolations"] as JsonArray) ?? []).Select(item => (string)item!["field"]!);

    public static async Task<GoogleReply> ReadAsync(HttpResponseMessage response)
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

        return new GoogleReply { Status = (int)response.StatusCode, Text = text, Body = body };
    }
}
