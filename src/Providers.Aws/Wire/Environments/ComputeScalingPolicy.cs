namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>How slowly machines are given back.</summary>
internal sealed record ComputeScalingPolicy
{
    public int? MinScaleDownDelayMinutes { get; init; }
}
