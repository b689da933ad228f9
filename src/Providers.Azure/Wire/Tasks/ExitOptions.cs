namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record ExitOptions
{
    public string? JobAction { get; init; }

    public string? DependencyAction { get; init; }
}
