namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record ExitCodeMapping
{
    public int? Code { get; init; }

    public ExitOptions? ExitOptions { get; init; }
}
