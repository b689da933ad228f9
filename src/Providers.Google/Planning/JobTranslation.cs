using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>What a submit sends: one job.</summary>
internal sealed record JobTranslation
{
    public required string JobId { get; init; }

    public required string RequestId { get; init; }

    public required JobResource Job { get; init; }

    /// <summary>Whether the service is to wait for other jobs, which only v1alpha can.</summary>
    public bool IsAlpha { get; init; }
}
