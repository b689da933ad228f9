using System.Text.Json;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>A native job as the service described it.</summary>
internal sealed record DescribedJob
{
    public required JobDetail Detail { get; init; }

    /// <summary>The description as received.</summary>
    public JsonElement? Native { get; init; }
}
