namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>When idle machines that ECS manages are given back.</summary>
internal sealed record InfrastructureOptimization
{
    public int? ScaleInAfter { get; init; }
}
