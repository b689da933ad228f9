namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>An amount of one consumable resource.</summary>
internal sealed record ConsumableResourceRequirement
{
    public string? ConsumableResource { get; init; }

    public long? Quantity { get; init; }
}
