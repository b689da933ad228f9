namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>The launch template of the machines; by id or by name, not both.</summary>
internal sealed record LaunchTemplateSpecification
{
    public string? LaunchTemplateId { get; init; }

    public string? LaunchTemplateName { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<LaunchTemplateSpecificationOverride>? Overrides { get; init; }

    public string? UserdataType { get; init; }
}
