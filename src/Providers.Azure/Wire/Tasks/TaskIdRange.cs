namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskIdRange
{
    public int? Start { get; init; }

    public int? End { get; init; }
}
