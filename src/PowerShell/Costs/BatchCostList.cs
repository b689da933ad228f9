using System.Collections.ObjectModel;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Costs, the cheapest first. Read-only.</summary>
public sealed class BatchCostList : ReadOnlyCollection<BatchCost>
{
    internal BatchCostList(IEnumerable<BatchCost> costs)
        : base(costs.ToList())
    {
    }

    /// <summary>The costs, with semicolons between.</summary>
    public override string ToString() => string.Join("; ", this);
}
