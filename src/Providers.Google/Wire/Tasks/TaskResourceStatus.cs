using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Wire.Tasks;

internal sealed record TaskResourceStatus
{
    public string? State { get; init; }

    public IReadOnlyList<StatusEvent>? StatusEvents { get; init; }
}
