using MultiBatch.Connections;
using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Refreshing;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>The prices of a user: refreshed ones where there are some, and what is paid other than the list price.</summary>
internal sealed class UserPrices
{
    private readonly string _home;

    /// <summary>Names a user's folder. Touches nothing.</summary>
    public UserPrices(string home) => _home = home;

    /// <summary>The folder a refresh leaves its prices in.</summary>
    public string Folder => Path.Combine(_home, "prices");

    /// <summary>The refreshed prices.</summary>
    public string CacheFile => Path.Combine(Folder, PriceRefresher.FileName);

    /// <summary>Those of the user this process runs as, by the environment as it is now.</summary>
    public static UserPrices Find() => new(UserDataFolder.Find().Path);

    /// <summary>The refreshed prices where there are some, else the built-in ones.</summary>
    /// <exception cref="FormatException">The refreshed prices cannot be used; the message says how to go back to the built-in ones.</exception>
    public PriceCatalogue ReadCurrent()
    {
        try
        {
            return File.Exists(CacheFile) ? PriceCatalogue.ReadFile(CacheFile) : PriceCatalogue.ReadEmbedded();
        }
        catch (FormatException e)
        {
            throw new FormatException($"{e.Message}; delete {CacheFile} to go back to the built-in prices", e);
        }
    }

    /// <summary>Prices of a file.</summary>
    /// <exception cref="FormatException">The file is missing, cannot be read, or is no price file.</exception>
    public static PriceCatalogue ReadFile(string path)
    {
        try
        {
            return PriceCatalogue.ReadFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What <c>costs.json</c> in the user's folder says of a connection and of providers.</summary>
    /// <param name="connection">The connection; null for none.</param>
    /// <exception cref="BatchException">The file has a mistake (<see cref="BatchErrorCode.InvalidSpec"/>).</exception>
    public PriceAdjustments Adjustments(string? connection)
    {
        var path = Path.Combine(_home, PriceAdjustmentFile.Name);
        try
        {
            return File.Exists(path) ? PriceAdjustmentFile.Read(File.ReadAllBytes(path), connection) : PriceAdjustments.None;
        }
        catch (FormatException e)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, $"{path}: {e.Message}", e) { Resource = path };
        }
    }
}
