using System.Text.Json;

namespace MultiBatch.Providers.Google.Wire.Operations;

internal sealed record OperationError
{
    /// <summary>The number of a google.rpc.Code.</summary>
    public int? Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<JsonElement>? Details { get; init; }
}
