using System.Collections.Concurrent;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;

namespace MultiBatch.PowerShell.Planning;

/// <summary>The prices plans are estimated with, read once a session and again when they have been refreshed. Thread-safe.</summary>
internal static class PlanPrices
{
    private static readonly ConcurrentDictionary<(string Connection, DateTime Written), Lazy<CostComparer>> Comparers = new();

    /// <exception cref="FormatException">The refreshed prices cannot be used.</exception>
    public static CostComparer Of(string connection) =>
        Comparers.GetOrAdd((connection, File.GetLastWriteTimeUtc(UserPrices.CacheFile)), static key => new Lazy<CostComparer>(() => Read(key.Connection))).Value;

    private static CostComparer Read(string connection) =>
        new(UserPrices.ReadCurrent(), new CostComparerOptions { Adjustments = UserPrices.Adjustments(connection) });
}
