namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Settings of the ECS cluster behind an environment.</summary>
internal sealed record EcsSettings
{
    public string? ContainerInsights { get; init; }
}
