using System.Text.Json;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>A job as the service described it.</summary>
internal sealed record DescribedJob
{
    public required JobResource Job { get; init; }

    public required JobFacts Facts { get; init; }

    /// <summary>The description as received.</summary>
    public JsonElement? Native { get; init; }
}
