using System.Globalization;
using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Choosing;

/// <summary>Chooses how to buy: spot where it is cheaper by enough, retries counted.</summary>
public sealed class PurchaseChooser
{
    private readonly CostComparer _comparer;
    private readonly decimal _leastSaving = 0.3m;

    /// <summary>Creates a chooser.</summary>
    public PurchaseChooser(CostComparer comparer) => _comparer = comparer ?? throw new ArgumentNullException(nameof(comparer));

    /// <summary>The least share by which spot must be cheaper, from 0 to below 1. Default: 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public decimal LeastSaving
    {
        get => _leastSaving;
        init => _leastSaving = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A saving goes from 0 to below 1.");
    }

    /// <summary>
    /// Chooses for one provider. A price that is not known is no reason: without a spot price it is on demand, and without any price there is no choice.
    /// </summary>
    /// <param name="query">The question; its ways to buy do not count.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The choice; null when nothing matches.</returns>
    public ValueTask<PurchaseChoice?> ChooseAsync(CostQuery query, string provider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        var onDemand = Best(query, provider, Purchase.OnDemand, cancellationToken);
        var spot = Best(query, provider, Purchase.Spot, cancellationToken);
        return new ValueTask<PurchaseChoice?>(Choose(onDemand, spot));
    }

    private PurchaseChoice? Choose(CostRow? onDemand, CostRow? spot)
    {
        if (onDemand is null || spot is null)
        {
            return onDemand is null ? null : new PurchaseChoice { Purchase = Purchase.OnDemand, Row = onDemand, Why = "no spot price is known for a machine that fits" };
        }

        var saving = 1 - (spot.TotalCost / onDemand.TotalCost);
        var isEnough = saving >= LeastSaving;
        return new PurchaseChoice
        {
            Purchase = isEnough ? Purchase.Spot : Purchase.OnDemand,
            Row = isEnough ? spot : onDemand,
            Saving = saving,
            Why = string.Create(
                CultureInfo.InvariantCulture,
                $"spot is {saving * 100:0.#} % cheaper after retries, and {LeastSaving * 100:0.#} % is asked for (spot price of {PriceAge.Day(spot.Price.Date)}, on demand of {PriceAge.Day(onDemand.Price.Date)})"),
        };
    }

    private CostRow? Best(CostQuery query, string provider, Purchase purchase, CancellationToken cancellationToken) =>
        _comparer.Compare(query with { Scope = query.Scope with { Providers = [provider], Purchases = [purchase], Alternatives = 0 } }, cancellationToken).Providers[0].Best;
}
