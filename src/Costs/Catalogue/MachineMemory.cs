namespace MultiBatch.Costs.Catalogue;

/// <summary>Memory in the unit price lists use.</summary>
internal static class MachineMemory
{
    private const decimal GiB = 1024m * 1024m * 1024m;

    /// <summary>GiB, to four decimals: finer than any vendor's.</summary>
    public static decimal ToGibibytes(ByteSize size) => decimal.Round(size.Bytes / GiB, 4);
}
