using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>A native job while it is being put together from the fields of a spec.</summary>
internal sealed class JobDraft
{
    public required Platform Platform { get; init; }

    public required NativeSection Native { get; init; }

    public string? Image { get; set; }

    public string? JobRole { get; set; }

    public string? ExecutionRole { get; set; }

    public List<ContainerVolume> Volumes { get; } = [];

    public List<MountPoint> MountPoints { get; } = [];

    public List<ContainerSecret> Secrets { get; } = [];

    public EphemeralStorage? EphemeralStorage { get; set; }

    public RuntimePlatform? RuntimePlatform { get; set; }

    public List<ResourceRequirement> Resources { get; } = [];

    public RetryStrategy? Retries { get; set; }

    public int? TimeoutSeconds { get; set; }

    public int? Priority { get; set; }

    public string? ShareIdentifier { get; set; }

    /// <summary>What each part waits for, beside <see cref="PartDependencies"/>.</summary>
    public List<JobDependencyEntry> Dependencies { get; } = [];

    /// <summary>What one part waits for, by the part's number.</summary>
    public List<Func<int, JobDependencyEntry>> PartDependencies { get; } = [];
}
