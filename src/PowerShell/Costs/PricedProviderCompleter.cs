using System.Collections;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Completes names of providers there are prices of.</summary>
public sealed class PricedProviderCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => [.. PriceShelf.Current(Registry.Prices()).Providers.Select(provider => new Suggestion(provider))];
}
