using System.Collections;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Completes what costs can be summed by.</summary>
public sealed class GroupingCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => [.. CostReport.Groupings.Select(by => new Suggestion(by))];
}
