namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record ErrorMessage
{
    public string? Lang { get; init; }

    public string? Value { get; init; }
}
