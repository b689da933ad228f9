namespace MultiBatch.Costs.Catalogue;

/// <summary>Offers in columns, grouped by type: 21 bytes each, and a query reads only what it needs.</summary>
internal sealed class OfferColumns(int count, int[] first)
{
    /// <summary>Where the offers of each type begin; one more entry than types.</summary>
    public int[] First { get; } = first;

    public ushort[] Regions { get; } = new ushort[count];

    public long[] OnDemand { get; } = new long[count];

    public long[] Spot { get; } = new long[count];

    public byte[] OnDemandOrigins { get; } = new byte[count];

    public byte[] SpotOrigins { get; } = new byte[count];

    public int Count { get; } = count;
}
