namespace MultiBatch.Costs.Catalogue;

/// <summary>
/// What prices of a type are plausible. Regions differ by less than half (India is cheap, Brazil dear, and both are real), so a price on demand outside
/// 0.4 to 2.5 times the type's median is a fault of the data. So is a spot price above the price on demand or below a twentieth of it.
/// </summary>
internal sealed class OutlierBounds
{
    public const decimal Lowest = 0.4m;
    public const decimal Highest = 2.5m;

    private readonly long _least;
    private readonly long _most;

    private OutlierBounds(long least, long most)
    {
        _least = least;
        _most = most;
    }

    /// <summary>The bounds of prices; <paramref name="scratch"/> holds them and is sorted.</summary>
    public static OutlierBounds Of(Span<long> scratch)
    {
        if (scratch.Length == 0)
        {
            return new OutlierBounds(0, long.MaxValue);
        }

        Sort(scratch);
        var middle = scratch.Length / 2;
        var median = scratch.Length % 2 == 1 ? scratch[middle] : (scratch[middle - 1] + scratch[middle]) / 2m;
        return new OutlierBounds((long)Math.Ceiling(median * Lowest), (long)Math.Floor(median * Highest));
    }

    public bool IsOutlier(long onDemand) => onDemand < _least || onDemand > _most;

    public static bool IsSpotOutlier(long onDemand, long spot) => onDemand != PriceUnits.Unknown && (spot > onDemand || spot < onDemand / 20);

    // A type has at most a few dozen prices, most of them in order.
    private static void Sort(Span<long> values)
    {
        for (var index = 1; index < values.Length; index++)
        {
            var value = values[index];
            var at = index;
            while (at > 0 && values[at - 1] > value)
            {
                values[at] = values[at - 1];
                at--;
            }

            values[at] = value;
        }
    }
}
