using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record PoolPatchRequest
{
    public IReadOnlyList<NameValuePair>? Metadata { get; init; }

    public StartTask? StartTask { get; init; }
}
