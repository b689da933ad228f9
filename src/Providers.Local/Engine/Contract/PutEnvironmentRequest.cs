using MultiBatch.Environments;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>An environment to create, or changes to one.</summary>
internal sealed record PutEnvironmentRequest
{
    public required ComputeEnvironmentSpec Spec { get; init; }

    /// <summary>True for changes to one that is there.</summary>
    public required bool IsUpdate { get; init; }
}
