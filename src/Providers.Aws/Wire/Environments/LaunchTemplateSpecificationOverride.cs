namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Another launch template for some machine types.</summary>
internal sealed record LaunchTemplateSpecificationOverride
{
    public string? LaunchTemplateId { get; init; }

    public string? LaunchTemplateName { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string>? TargetInstanceTypes { get; init; }

    public string? UserdataType { get; init; }
}
