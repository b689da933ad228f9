using System.Collections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes ways to buy machines.</summary>
public sealed class PurchaseCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) =>
    [
        new("on-demand", "at the full price; not taken back"),
        new("spot", "at a lower price; may be taken back at any time"),
        new("spot-then-on-demand:1", "spot first; on demand once one attempt was taken back"),
        new("spot-then-on-demand:3", "spot first; on demand once three attempts were taken back"),
    ];
}
