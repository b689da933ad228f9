using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Jobs;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>What a plan is made from, beside the spec.</summary>
internal sealed record PlanFacts
{
    public required AwsBatchOptions Options { get; init; }

    /// <summary>True for a plan that may ask nobody.</summary>
    public bool IsOffline { get; init; }

    /// <summary>The queue; null when there is none, or nobody was asked.</summary>
    public QueueFacts? Queue { get; init; }

    /// <summary>The region; null when it is not known without asking.</summary>
    public string? Region { get; init; }

    /// <summary>The shapes of the jobs waited for, by their id; null for one that is not there.</summary>
    public IReadOnlyDictionary<string, JobShape?> Dependencies { get; init; } = new Dictionary<string, JobShape?>();

    public Platform PlatformFor(NativeSection native) => Queue?.Platform ?? native.Platform ?? Platform.Ec2;
}
