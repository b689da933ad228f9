using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record FailureInfo
{
    public string? Category { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<NameValuePair>? Details { get; init; }
}
