using System.Text.Json;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>A task as the service described it.</summary>
internal sealed record DescribedTask
{
    public required TaskResource Task { get; init; }

    /// <summary>The description as received.</summary>
    public JsonElement? Native { get; init; }
}
