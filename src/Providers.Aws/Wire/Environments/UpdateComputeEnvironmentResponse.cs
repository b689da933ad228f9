namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>The environment that is being changed.</summary>
internal sealed record UpdateComputeEnvironmentResponse : WireReply
{
    public string? ComputeEnvironmentName { get; init; }

    public string? ComputeEnvironmentArn { get; init; }
}
