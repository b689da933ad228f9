using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Comparing;

/// <summary>The answer: providers sorted by total, those without a match last.</summary>
public sealed record CostComparison
{
    /// <summary>The question.</summary>
    public required CostQuery Query { get; init; }

    /// <summary>The prices it was answered from.</summary>
    public required PriceCatalogue Catalogue { get; init; }

    /// <summary>The providers, the cheapest first.</summary>
    public required IReadOnlyList<ProviderCosts> Providers { get; init; }

    /// <summary>The cheapest of all; null when nothing matches anywhere.</summary>
    public CostRow? Winner => Providers.Count > 0 ? Providers[0].Best : null;

    /// <summary>Why the winner wins, and by how much; or why there is none.</summary>
    public required string Why { get; init; }

    /// <summary>What makes the answer less sure than it looks. Default: nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
