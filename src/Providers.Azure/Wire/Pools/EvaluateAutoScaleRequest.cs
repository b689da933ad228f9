namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record EvaluateAutoScaleRequest
{
    public string? AutoScaleFormula { get; init; }
}
