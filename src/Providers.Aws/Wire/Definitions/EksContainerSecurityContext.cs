namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>As whom a container of a pod runs, and what it may do.</summary>
internal sealed record EksContainerSecurityContext
{
    public long? RunAsUser { get; init; }

    public long? RunAsGroup { get; init; }

    public bool? Privileged { get; init; }

    public bool? AllowPrivilegeEscalation { get; init; }

    public bool? ReadOnlyRootFilesystem { get; init; }

    public bool? RunAsNonRoot { get; init; }
}
