using MultiBatch.Connections;
using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Refreshing;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>The prices of the user this process runs as: refreshed ones where there are some, and what is paid other than the list price.</summary>
internal static class UserPrices
{
    /// <summary>The folder a refresh leaves its prices in.</summary>
    public static string Folder => Path.Combine(UserDataFolder.Find().Path, "prices");

    /// <summary>The refreshed prices.</summary>
    public static string CacheFile => Path.Combine(Folder, PriceRefresher.FileName);

    /// <summary>The refreshed prices where there are some, else the built-in ones.</summary>
    /// <exception cref="FormatException">The refreshed prices cannot be used; the message says how to go back to the built-in ones.</exception>
    public static PriceCatalogue ReadCurrent()
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

    /// <summary>Prices of a file, or the current ones.</summary>
    /// <param name="path">The file; null for the current prices.</param>
    /// <exception cref="FormatException">The file is missing, cannot be read, or is no price file.</exception>
    public static PriceCatalogue Read(string? path)
    {
        if (path is null)
        {
            return ReadCurrent();
        }

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
    public static PriceAdjustments Adjustments(string? connection)
    {
        var path = Path.Combine(UserDataFolder.Find().Path, PriceAdjustmentFile.Name);
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
