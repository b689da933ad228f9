namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Which machine types ECS may choose.</summary>
internal sealed record InstanceRequirementsRequest
{
    public IReadOnlyList<string>? AllowedInstanceTypes { get; init; }
}
