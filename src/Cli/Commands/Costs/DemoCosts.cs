using System.Globalization;
using MultiBatch.Cli.Commands.Demo;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>What the demo ends with: where its own job, and a larger one, would be cheapest.</summary>
internal static class DemoCosts
{
    private const int Tasks = 1000;
    private const int AtATime = 100;

    private static readonly TimeSpan TaskTime = TimeSpan.FromHours(2);

    public static async Task WriteAsync(CommandContext context, JobSpec array, DemoRow row, CancellationToken cancellationToken)
    {
        var comparer = new CostComparer(UserPrices.Find().ReadCurrent(), new CostComparerOptions { TimeProvider = context.Host.TimeProvider });
        // All tasks shared this machine, so none ran for longer than the array did.
        var ran = (row.Array.EndedAt - row.Array.StartedAt) is { } known && known > TimeSpan.Zero ? known : TimeSpan.FromSeconds(1);
        var own = CostComparer.QueryOf(array, ran) with { Count = row.Total - 1 };
        var large = new CostQuery
        {
            Requirements = new CostRequirements { VCpus = 2, Memory = ByteSize.FromMebibytes(4096) },
            Duration = TaskTime,
            Count = Tasks,
            Parallelism = AtATime,
        };
        Write(context, $"this job, {own.Count} tasks, cheapest:", await comparer.CompareAsync(own, cancellationToken));
        Write(context, $"{Tasks:#,##0} tasks of 2 h with 2 vCPUs and 4 GiB, cheapest:", await comparer.CompareAsync(large, cancellationToken));
        context.Host.Out.WriteLine("      ./multibatch costs compare --vcpus 2 --memory 4GiB --duration 2h --count 1000 --parallelism 100");
    }

    private static void Write(CommandContext context, string what, CostComparison comparison)
    {
        if (comparison.Winner is not { } best)
        {
            context.Host.Out.WriteLine($"{what} nothing fits");
            return;
        }

        var others = comparison.Providers.Skip(1).Where(provider => provider.Best is not null).Select(provider => $"{provider.Provider} {CostWords.Dollars(provider.Best!.TotalCost)}");
        var day = best.Price.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var isGuess = best.Purchase.Kind != PurchaseKind.OnDemand && (context.Now.UtcDateTime - best.Price.Date).TotalDays > 30;
        context.Host.Out.WriteLine(
            $"{what} {best.Machine.Provider} {best.Region.Name} {best.Machine.Name} {best.Purchase} {CostWords.Dollars(best.TotalCost)} (price of {day}{(isGuess ? ": a guess" : string.Empty)}); {string.Join(", ", others)}");
    }
}
