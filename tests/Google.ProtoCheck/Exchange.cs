using System.Text.Json;

namespace MultiBatch.Google.ProtoCheck;

/// <summary>A request and its reply, as the emulator kept them.</summary>
internal sealed record Exchange
{
    public required string Operation { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required string Request { get; init; }

    public required int Status { get; init; }

    public required string? ContentType { get; init; }

    public required string Reply { get; init; }

    public bool IsAlpha => Path.StartsWith("/v1alpha/", StringComparison.Ordinal);

    public static Exchange Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new Exchange
        {
            Operation = root.GetProperty("operation").GetString()!,
            Path = root.GetProperty("path").GetString()!,
            Query = root.GetProperty("query").GetString()!,
            Request = root.GetProperty("request").GetString()!,
            Status = root.GetProperty("status").GetInt32(),
            ContentType = root.GetProperty("contentType").GetString(),
            Reply = root.GetProperty("reply").GetString()!,
        };
    }
}
