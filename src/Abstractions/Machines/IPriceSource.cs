namespace MultiBatch.Machines;

/// <summary>A provider that can read its vendor's prices.</summary>
public interface IPriceSource
{
    /// <summary>Reads prices of a region.</summary>
    IAsyncEnumerable<MachinePrice> GetPricesAsync(string region, CancellationToken cancellationToken);
}
