using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>A reply.</summary>
internal sealed class AwsReply
{
    public required int Status { get; init; }

    public required string Text { get; init; }

    public required JsonObject Body { get; init; }

    /// <summary>The name of the error, from the header.</summary>
    public string? Error { get; init; }

    public string? RequestId { get; init; }

    public static async Task<AwsReply> ReadAsync(HttpResponseMessage response)
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

        return new AwsReply
        {
            Status = (int)response.StatusCode,
            Text = text,
            Body = body,
            Error = response.Headers.TryGetValues("x-amzn-errortype", out var errors) ? errors.Single() : (string?)body["__type"],
            RequestId = response.Headers.TryGetValues("x-amzn-requestid", out var ids) ? ids.Single() : null,
        };
    }
}
