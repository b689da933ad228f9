namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A claim to a volume that outlives the pod.</summary>
internal sealed record EksPersistentVolumeClaim
{
    public string? ClaimName { get; init; }

    public bool? ReadOnly { get; init; }
}
