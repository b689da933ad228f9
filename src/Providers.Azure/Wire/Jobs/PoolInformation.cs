using System.Text.Json;

namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record PoolInformation
{
    public string? PoolId { get; init; }

    public JsonElement? AutoPoolSpecification { get; init; }
}
