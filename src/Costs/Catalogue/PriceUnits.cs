namespace MultiBatch.Costs.Catalogue;

/// <summary>Prices as whole numbers: exact, small and quick to compare.</summary>
internal static class PriceUnits
{
    /// <summary>Units in a dollar: finer than any vendor's price.</summary>
    public const long PerDollar = 10_000_000_000;

    /// <summary>The mark of a price that is not known.</summary>
    public const long Unknown = 0;

    /// <summary>Decimals a unit has.</summary>
    public const int Decimals = 10;

    public static decimal ToDollars(long units) => units / (decimal)PerDollar;

    public static long FromDollars(decimal dollars) => (long)decimal.Round(dollars * PerDollar);
}
