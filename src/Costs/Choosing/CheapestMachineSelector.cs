using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Choosing;

/// <summary>
/// Chooses the cheapest machine type that really fits: by usable memory, sold in the region, of an ordinary kind, taken by the batch service as far as that is known.
/// Thread-safe; the prices are read when they are first needed.
/// </summary>
public sealed class CheapestMachineSelector : IMachineSelector
{
    private readonly Lazy<CostComparer> _comparer;

    /// <summary>Creates a selector.</summary>
    /// <param name="read">Reads the prices; called once, when a machine is first asked for.</param>
    /// <param name="options">Settings. Default: <see cref="CostComparerOptions"/> as they are.</param>
    public CheapestMachineSelector(Func<PriceCatalogue> read, CostComparerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        _comparer = new Lazy<CostComparer>(() => new CostComparer(read(), options));
    }

    /// <inheritdoc/>
    public ValueTask<MachineChoice?> SelectAsync(MachineRequirements requirements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        cancellationToken.ThrowIfCancellationRequested();
        var comparer = _comparer.Value;
        if (!comparer.Catalogue.Providers.Contains(requirements.Provider))
        {
            return new ValueTask<MachineChoice?>((MachineChoice?)null);
        }

        // The first attempts of spot-then-on-demand are spot, and its machine has to have that price.
        var purchase = requirements.Purchase is PurchaseKind.Spot or PurchaseKind.SpotThenOnDemand ? Purchase.Spot : Purchase.OnDemand;
        var query = new CostQuery
        {
            Requirements = CostRequirements.From(requirements.Resources),
            Duration = TimeSpan.FromHours(1),
            Scope = new CostScope
            {
                Providers = [requirements.Provider],
                Regions = requirements.Region is { } region ? [region] : null,
                Purchases = [purchase],
                Placement = TaskPlacement.OnePerMachine,
                ExcludeContainers = true,
                Alternatives = 0,
            },
        };
        return new ValueTask<MachineChoice?>(Choice(comparer.Compare(query, cancellationToken).Providers[0].Best));
    }

    private static MachineChoice? Choice(CostRow? row) => row is null ? null : new MachineChoice
    {
        MachineType = row.Machine.Name,
        Why = string.Create(
            CultureInfo.InvariantCulture,
            $"cheapest that fits in {row.Region.Name}: {row.Purchase} ${row.HourlyPrice:0.####} an hour, price of {PriceAge.Day(row.Price.Date)} ({row.Price.Name})"),
    };
}
