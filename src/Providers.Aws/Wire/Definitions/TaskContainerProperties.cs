namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A container of a task of several.</summary>
internal sealed record TaskContainerProperties
{
    public string? Image { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<TaskContainerDependency>? DependsOn { get; init; }

    public IReadOnlyList<EnvironmentVariable>? Environment { get; init; }

    public bool? Essential { get; init; }

    public FirelensConfiguration? FirelensConfiguration { get; init; }

    public LinuxParameters? LinuxParameters { get; init; }

    public LogConfiguration? LogConfiguration { get; init; }

    public IReadOnlyList<MountPoint>? MountPoints { get; init; }

    public string? Name { get; init; }

    public bool? Privileged { get; init; }

    public bool? ReadonlyRootFilesystem { get; init; }

    public RepositoryCredentials? RepositoryCredentials { get; init; }

    public IReadOnlyList<ResourceRequirement>? ResourceRequirements { get; init; }

    public IReadOnlyList<ContainerSecret>? Secrets { get; init; }

    public IReadOnlyList<Ulimit>? Ulimits { get; init; }

    public string? User { get; init; }

    public int? StartTimeout { get; init; }

    public int? StopTimeout { get; init; }
}
