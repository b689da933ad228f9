using System.Collections;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Completes models of GPUs there are prices of, and <c>any</c>.</summary>
public sealed class GpuModelCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) =>
    [
        new Suggestion("any", "every model"),
        .. PriceShelf.Current(Registry.Prices()).Machines
            .Where(machine => machine.GpuModel is not null)
            .GroupBy(machine => machine.GpuModel!, StringComparer.OrdinalIgnoreCase)
            .OrderBy(model => model.Key, StringComparer.OrdinalIgnoreCase)
            .Select(model => new Suggestion(model.Key, string.Join(", ", model.Select(machine => machine.Provider).Distinct()))),
    ];
}
