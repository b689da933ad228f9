namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record ErrorDetail
{
    public string? Key { get; init; }

    public string? Value { get; init; }
}
