namespace MultiBatch.Costs.Comparing;

/// <summary>What would match if one thing were asked otherwise.</summary>
public sealed record NearestMatch
{
    /// <summary>What to change, as <c>any region</c> or <c>on demand</c>.</summary>
    public required string Change { get; init; }

    /// <summary>The cheapest match then.</summary>
    public required CostRow Row { get; init; }
}
