namespace MultiBatch.Costs.Comparing;

/// <summary>The answer for one provider.</summary>
public sealed record ProviderCosts
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The cheapest; null when nothing matches.</summary>
    public CostRow? Best { get; init; }

    /// <summary>The next cheapest machine types, each where it is cheapest. Default: none.</summary>
    public IReadOnlyList<CostRow> Alternatives { get; init; } = [];

    /// <summary>Why nothing matches; empty when something does.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What would match if one thing were asked otherwise; empty when something matches.</summary>
    public IReadOnlyList<NearestMatch> Nearest { get; init; } = [];
}
