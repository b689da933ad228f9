namespace MultiBatch.Jobs;

/// <summary>Ways to buy a machine.</summary>
public enum PurchaseKind
{
    /// <summary>At the full price; not taken back. In text <c>on-demand</c>.</summary>
    OnDemand = 0,

    /// <summary>At a lower price; may be taken back at any time. In text <c>spot</c>.</summary>
    Spot = 1,

    /// <summary>The first attempts on spot, later ones on demand. In text <c>spot-then-on-demand:N</c>.</summary>
    SpotThenOnDemand = 2,
}
