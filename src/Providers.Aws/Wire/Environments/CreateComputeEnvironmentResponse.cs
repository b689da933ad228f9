namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>The environment that is being made.</summary>
internal sealed record CreateComputeEnvironmentResponse : WireReply
{
    public string? ComputeEnvironmentName { get; init; }

    public string? ComputeEnvironmentArn { get; init; }
}
