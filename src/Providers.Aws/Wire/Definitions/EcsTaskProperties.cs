namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The containers of a task and what they share.</summary>
internal sealed record EcsTaskProperties
{
    public IReadOnlyList<TaskContainerProperties>? Containers { get; init; }

    public EphemeralStorage? EphemeralStorage { get; init; }

    public string? ExecutionRoleArn { get; init; }

    public string? PlatformVersion { get; init; }

    public string? IpcMode { get; init; }

    public string? TaskRoleArn { get; init; }

    public string? PidMode { get; init; }

    public NetworkConfiguration? NetworkConfiguration { get; init; }

    public RuntimePlatform? RuntimePlatform { get; init; }

    public IReadOnlyList<ContainerVolume>? Volumes { get; init; }

    public bool? EnableExecuteCommand { get; init; }

    public string? NetworkMode { get; init; }
}
