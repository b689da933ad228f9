namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record EnableAutoScaleRequest
{
    public string? AutoScaleFormula { get; init; }

    public string? AutoScaleEvaluationInterval { get; init; }
}
