using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Guards;

namespace MultiBatch.Costs.Refreshing;

/// <summary>What a refresh did.</summary>
public sealed record RefreshResult
{
    /// <summary>The prices now.</summary>
    public required PriceCatalogue Catalogue { get; init; }

    /// <summary>The file they were written to.</summary>
    public required string File { get; init; }

    /// <summary>The regions.</summary>
    public required IReadOnlyList<RegionRefresh> Regions { get; init; }

    /// <summary>Prices that were taken.</summary>
    public required int Updated { get; init; }

    /// <summary>Prices of machine types nothing is known of: what such a machine is, no price list says.</summary>
    public required int UnknownTypes { get; init; }

    /// <summary>What the guards found.</summary>
    public required IReadOnlyList<GuardFinding> Findings { get; init; }
}
