namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A container of a pod.</summary>
internal sealed record EksContainer
{
    public string? Image { get; init; }

    public string? Name { get; init; }

    public string? ImagePullPolicy { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<EksContainerEnvironmentVariable>? Env { get; init; }

    public EksContainerResourceRequirements? Resources { get; init; }

    public IReadOnlyList<EksContainerVolumeMount>? VolumeMounts { get; init; }

    public EksContainerSecurityContext? SecurityContext { get; init; }
}
