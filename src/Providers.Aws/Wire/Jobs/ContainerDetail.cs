using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The container of a job, as it was or is run.</summary>
internal sealed record ContainerDetail
{
    public string? Image { get; init; }

    public int? Vcpus { get; init; }

    public int? Memory { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public string? JobRoleArn { get; init; }

    public string? ExecutionRoleArn { get; init; }

    public IReadOnlyList<ContainerVolume>? Volumes { get; init; }

    public IReadOnlyList<EnvironmentVariable>? Environment { get; init; }

    public IReadOnlyList<MountPoint>? MountPoints { get; init; }

    public bool? ReadonlyRootFilesystem { get; init; }

    public IReadOnlyList<Ulimit>? Ulimits { get; init; }

    public bool? Privileged { get; init; }

    public string? User { get; init; }

    public int? ExitCode { get; init; }

    public string? Reason { get; init; }

    public string? ContainerInstanceArn { get; init; }

    public string? TaskArn { get; init; }

    public string? LogStreamName { get; init; }

    public string? InstanceType { get; init; }

    public IReadOnlyList<NetworkInterface>? NetworkInterfaces { get; init; }

    public IReadOnlyList<ResourceRequirement>? ResourceRequirements { get; init; }

    public LinuxParameters? LinuxParameters { get; init; }

    public LogConfiguration? LogConfiguration { get; init; }

    public IReadOnlyList<ContainerSecret>? Secrets { get; init; }

    public NetworkConfiguration? NetworkConfiguration { get; init; }

    public FargatePlatformConfiguration? FargatePlatformConfiguration { get; init; }

    public EphemeralStorage? EphemeralStorage { get; init; }

    public RuntimePlatform? RuntimePlatform { get; init; }

    public RepositoryCredentials? RepositoryCredentials { get; init; }

    public bool? EnableExecuteCommand { get; init; }
}
