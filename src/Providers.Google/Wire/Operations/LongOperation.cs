using System.Text.Json;

namespace MultiBatch.Providers.Google.Wire.Operations;

/// <summary>What takes the service longer than a call.</summary>
internal sealed record LongOperation : WireReply
{
    public string? Name { get; init; }

    public JsonElement? Metadata { get; init; }

    public bool? Done { get; init; }

    public OperationError? Error { get; init; }

    public JsonElement? Response { get; init; }
}
