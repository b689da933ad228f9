namespace MultiBatch.Costs.Catalogue;

/// <summary>A region of a provider.</summary>
public sealed record PriceRegion
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's name of the region.</summary>
    public required string Name { get; init; }

    /// <summary>The group: <c>us</c>, <c>eu</c>, <c>asia</c>, <c>other</c>, <c>gov-cn</c> (government and China), <c>local</c> (local zones); empty when not known.</summary>
    public required string Group { get; init; }

    /// <summary>True for regions that are compared only when they are named: government, China, local zones and those of no known group.</summary>
    public bool OnlyByName => Group is RegionGroups.Restricted or RegionGroups.Local or "";
}
