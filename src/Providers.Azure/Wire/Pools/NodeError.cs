using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record NodeError
{
    public string? Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<NameValuePair>? ErrorDetails { get; init; }
}
