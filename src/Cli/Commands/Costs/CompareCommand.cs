using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs compare</c></summary>
internal static class CompareCommand
{
    private static readonly TimeSpan AssumedDuration = TimeSpan.FromHours(1);

    public static Command Create(CliHost host)
    {
        var workload = new WorkloadOptions();
        var scope = new ScopeOptions();
        var prices = new PriceOptions();
        return new ReportCommand("compare", "Say where a task, run so many times, is cheapest.")
            .With(workload.All)
            .With(scope.All)
            .With(prices.All)
            .Runs(host, async (context, cancellationToken) =>
            {
                var values = new Values();
                var query = workload.Apply(new CostQuery { Duration = AssumedDuration, Scope = scope.Apply(new CostScope(), context.Parse, values) }, context.Parse, values);
                var adjustments = prices.Adjustments(context.Parse, values, context.ConnectionName);
                values.ThrowIfAny();

                var comparer = new CostComparer(prices.Read(context.Parse), new CostComparerOptions { Adjustments = adjustments, TimeProvider = host.TimeProvider });
                var comparison = await comparer.CompareAsync(query, cancellationToken);
                if (!workload.HasDuration(context.Parse))
                {
                    comparison = comparison with { Warnings = [$"no --duration was given: {DurationText.Format(AssumedDuration)} is assumed", .. comparison.Warnings] };
                }

                ComparisonOutput.Write(context, comparison);
                return comparison.Winner is null ? ExitCodes.InvalidInput : ExitCodes.Done;
            });
    }
}
