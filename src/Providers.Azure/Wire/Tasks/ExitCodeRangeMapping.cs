namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record ExitCodeRangeMapping
{
    public int? Start { get; init; }

    public int? End { get; init; }

    public ExitOptions? ExitOptions { get; init; }
}
