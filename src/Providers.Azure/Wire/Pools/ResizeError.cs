using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record ResizeError
{
    public string? Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<NameValuePair>? Values { get; init; }
}
