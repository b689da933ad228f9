using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Comparing;

/// <summary>The prices of a customer's own, found by offer.</summary>
internal sealed class OverriddenPrices
{
    private static readonly OverriddenPrices Nothing = new([], null);

    private readonly Dictionary<(string Type, string Region, PurchaseKind Purchase), MachinePrice> _prices;
    private readonly PriceCatalogue? _catalogue;

    private OverriddenPrices(Dictionary<(string Type, string Region, PurchaseKind Purchase), MachinePrice> prices, PriceCatalogue? catalogue)
    {
        _prices = prices;
        _catalogue = catalogue;
    }

    public bool IsEmpty => _catalogue is null;

    public static OverriddenPrices Of(PriceCatalogue catalogue, PriceAdjustments adjustments, string provider)
    {
        var own = adjustments.Prices.Where(price => price.Provider == provider).ToList();
        if (own.Count == 0)
        {
            return Nothing;
        }

        var prices = new Dictionary<(string Type, string Region, PurchaseKind Purchase), MachinePrice>();
        foreach (var price in own)
        {
            // The first that fits is taken, here as in an account.
            prices.TryAdd((price.MachineType.ToLowerInvariant(), price.Region.ToLowerInvariant(), price.Purchase), price);
        }

        return new OverriddenPrices(prices, catalogue);
    }

    public decimal? Find(MachineType machine, int at, PurchaseKind purchase) =>
        _catalogue is not null && _prices.TryGetValue((machine.Name.ToLowerInvariant(), _catalogue.Regions[_catalogue.Columns.Regions[at]].Name, purchase), out var price)
            ? price.HourlyPrice * PriceUnits.PerDollar
            : null;

    public static MachinePrice? Find(PriceAdjustments adjustments, string provider, string type, string region, PurchaseKind purchase) =>
        adjustments.Prices.FirstOrDefault(price => price.Provider == provider && price.Purchase == purchase
            && string.Equals(price.MachineType, type, StringComparison.OrdinalIgnoreCase) && string.Equals(price.Region, region, StringComparison.OrdinalIgnoreCase));
}
