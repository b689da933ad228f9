namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record Barrier
{
    public string? Name { get; init; }
}
