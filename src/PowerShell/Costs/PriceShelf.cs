using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;

namespace MultiBatch.PowerShell.Costs;

/// <summary>Prices that were read once in this process. A file that has changed is read anew.</summary>
internal static class PriceShelf
{
    private static readonly object Gate = new();
    private static (string Path, DateTime Written, PriceCatalogue Catalogue)? _last;

    /// <summary>The user's refreshed prices, else the built-in ones.</summary>
    public static PriceCatalogue Current(UserPrices user) => Read(user.CacheFile, user.ReadCurrent);

    /// <summary>The prices of a file.</summary>
    public static PriceCatalogue File(string path) => Read(path, () => UserPrices.ReadFile(path));

    /// <summary>Compares with the user's prices and with what a connection pays other than the list price.</summary>
    public static CostComparer Comparer(UserPrices user, string connection) =>
        new(Current(user), new CostComparerOptions { Adjustments = user.Adjustments(connection) });

    private static PriceCatalogue Read(string path, Func<PriceCatalogue> read)
    {
        // A file that is not there has a time too, which changes when it comes.
        var written = System.IO.File.GetLastWriteTimeUtc(path);
        lock (Gate)
        {
            if (_last is { } last && last.Path == path && last.Written == written)
            {
                return last.Catalogue;
            }

            var catalogue = read();
            _last = (path, written, catalogue);
            return catalogue;
        }
    }
}
