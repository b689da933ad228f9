namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Deletes a compute environment; it must be disabled and in no queue.</summary>
internal sealed record DeleteComputeEnvironmentRequest
{
    public required string ComputeEnvironment { get; init; }
}
