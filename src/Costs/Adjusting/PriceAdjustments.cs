using MultiBatch.Machines;

namespace MultiBatch.Costs.Adjusting;

/// <summary>What a customer pays other than the list price.</summary>
public sealed record PriceAdjustments
{
    /// <summary>No adjustment.</summary>
    public static PriceAdjustments None { get; } = new();

    /// <summary>The share taken off every price of a provider, from 0 to below 1, by provider. Default: none.</summary>
    public IReadOnlyDictionary<string, decimal> Discounts { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Prices that hold in place of the catalogue's, in US dollars; no discount is taken off them. Default: none.</summary>
    public IReadOnlyList<MachinePrice> Prices { get; init; } = [];

    internal decimal FactorOf(string provider) => 1 - (Discounts.TryGetValue(provider, out var discount) ? discount : 0);

    internal void Validate()
    {
        foreach (var discount in Discounts.Where(discount => discount.Value is < 0 or >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Discounts), discount.Value, $"The discount of {discount.Key} goes from 0 to below 1 (100 %).");
        }

        foreach (var price in Prices.Where(price => price.HourlyPrice <= 0 || price.Currency != Catalogue.PriceCatalogue.Currency))
        {
            throw new ArgumentOutOfRangeException(nameof(Prices), price.HourlyPrice, $"The price of {price.MachineType} must be more than 0, in {Catalogue.PriceCatalogue.Currency}.");
        }
    }
}
