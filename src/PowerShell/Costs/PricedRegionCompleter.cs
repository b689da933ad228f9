using System.Collections;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Completes regions there are prices of: of the providers that were typed, else of all, by name or as <c>provider:name</c>.</summary>
public sealed class PricedRegionCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound)
    {
        var providers = InputValues.Elements(bound?["Provider"]).Select(InputValues.Text).OfType<string>().Select(ProviderNames.Plain).ToList();
        var regions = PriceShelf.Current(Registry.Prices()).Regions.Where(region => providers.Count == 0 || providers.Contains(region.Provider)).ToList();
        return
        [
            .. regions.Select(region => new Suggestion(region.Name, $"{region.Provider}, {region.Group}")).OrderBy(one => one.Text, StringComparer.Ordinal),
            .. regions.Select(region => new Suggestion($"{region.Provider}:{region.Name}", region.Group)).OrderBy(one => one.Text, StringComparer.Ordinal),
        ];
    }
}
