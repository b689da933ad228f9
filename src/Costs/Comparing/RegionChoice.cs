using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Comparing;

/// <summary>Which regions of the catalogue a scope takes.</summary>
internal static class RegionChoice
{
    public static bool[] Of(PriceCatalogue catalogue, string provider, CostScope scope)
    {
        var chosen = new bool[catalogue.Regions.Count];
        for (var index = 0; index < chosen.Length; index++)
        {
            var region = catalogue.Regions[index];
            chosen[index] = region.Provider == provider && (scope.Regions is { Count: > 0 } names ? names.Any(name => IsNamed(region, name)) : IsInGroup(region, scope.RegionGroup));
        }

        return chosen;
    }

    public static bool IsNamed(PriceRegion region, string name)
    {
        var colon = name.IndexOf(':');
        return colon < 0
            ? string.Equals(region.Name, name, StringComparison.OrdinalIgnoreCase)
            : string.Equals(region.Provider, name.Substring(0, colon), StringComparison.OrdinalIgnoreCase)
                && string.Equals(region.Name, name.Substring(colon + 1), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsInGroup(PriceRegion region, string group) => group == RegionGroups.Any ? !region.OnlyByName : region.Group == group;
}
