using System.Collections;
using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Completes machine types there are prices of: of the providers that were typed, else of all.</summary>
public sealed class PricedMachineCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound)
    {
        var providers = InputValues.Elements(bound?["Provider"]).Select(InputValues.Text).OfType<string>().Select(ProviderNames.Plain).ToList();
        return
        [
            .. PriceShelf.Current(Registry.Prices()).Machines
                .Where(machine => providers.Count == 0 || providers.Contains(machine.Provider))
                .Select(machine => new Suggestion(machine.Name, Tip(machine)))
                .OrderBy(one => one.Text, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static string Tip(MachineType machine) => string.Format(
        CultureInfo.InvariantCulture, "{0}, {1:0.##} vCPUs, {2}{3}", machine.Provider, machine.VCpus, machine.Memory, machine.Gpus > 0 ? $", {machine.GpuModel}" : string.Empty);
}
