using MultiBatch.Environments;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>What a plan has to know of an environment.</summary>
internal sealed record EnvironmentFacts
{
    public required string Name { get; init; }

    public EnvironmentKind Kind { get; init; }

    /// <summary>How its machines are bought; null for those of the user's own.</summary>
    public PurchaseKind? Purchase { get; init; }

    public bool IsEnabled { get; init; } = true;

    public EnvironmentStatus Status { get; init; } = EnvironmentStatus.Ready;

    public string? StatusReason { get; init; }

    public int? MaxVCpus { get; init; }

    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    public bool IsUsable => IsEnabled && Status is EnvironmentStatus.Ready or EnvironmentStatus.Updating;
}
