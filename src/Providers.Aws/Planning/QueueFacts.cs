using MultiBatch.Environments;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>What a plan has to know of a queue.</summary>
internal sealed record QueueFacts
{
    public required string Name { get; init; }

    public bool IsEnabled { get; init; } = true;

    public EnvironmentStatus Status { get; init; } = EnvironmentStatus.Ready;

    public string? StatusReason { get; init; }

    public bool HasSchedulingPolicy { get; init; }

    /// <summary>The environments, in the order they are tried.</summary>
    public IReadOnlyList<EnvironmentFacts> Environments { get; init; } = [];

    public Platform Platform => Environments.Any(environment => environment.Kind == EnvironmentKind.Serverless) ? Platform.Fargate : Platform.Ec2;
}
