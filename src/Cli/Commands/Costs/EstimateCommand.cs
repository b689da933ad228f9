using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Estimating;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs estimate</c></summary>
internal static class EstimateCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A job file (YAML or JSON)." };
        var duration = CommandExtensions.Text("--duration", "DURATION", "How long one task runs, as 2h. Default: what tasks of the same job took before, else 1h.");
        var scope = new ScopeOptions();
        var prices = new PriceOptions();
        return new ReportCommand("estimate", "Estimate what the jobs of a file would cost. Durations come from earlier runs where there are some.")
            .With(file, duration)
            .With(scope.All)
            .With(prices.All)
            .Runs(host, async (context, cancellationToken) =>
            {
                var values = new Values();
                var given = values.Duration("--duration", context.Parse.GetValue(duration));
                var adjustments = prices.Adjustments(context.Parse, values, context.ConnectionName);
                scope.Apply(new CostScope(), context.Parse, values);
                values.ThrowIfAny();

                var input = await JobFileInput.ReadAsync(context.Parse.GetValue(file)!, cancellationToken);
                var comparer = new CostComparer(prices.Read(context.Parse), new CostComparerOptions { Adjustments = adjustments, TimeProvider = host.TimeProvider });
                var comparisons = new List<(JobSpec Job, CostComparison Comparison)>();
                foreach (var job in input.Jobs)
                {
                    var (time, note) = given is { } known ? (known, null) : await JobDuration.FindAsync(context.ClientAsync, job, cancellationToken);
                    var below = CostComparer.QueryOf(job, time);
                    var comparison = await comparer.CompareAsync(below with { Scope = scope.Apply(below.Scope, context.Parse, values) }, cancellationToken);
                    comparisons.Add((job, note is null ? comparison : comparison with { Warnings = [note, .. comparison.Warnings] }));
                }

                Write(context, comparisons);
                return comparisons.All(one => one.Comparison.Winner is not null) ? ExitCodes.Done : ExitCodes.InvalidInput;
            });
    }

    private static void Write(CommandContext context, List<(JobSpec Job, CostComparison Comparison)> comparisons)
    {
        if (context.Format is OutputFormat.Csv or OutputFormat.Html)
        {
            // One page, one table: of the first job; the others are asked for one at a time.
            if (comparisons.Count > 1)
            {
                throw new InvalidInputException($"--output {context.Format.ToString().ToLowerInvariant()} shows one job, and the file has {comparisons.Count}: take table or json, or 'costs compare' for one of them");
            }

            ComparisonOutput.Write(context, comparisons[0].Comparison);
            return;
        }

        if (!context.IsTable)
        {
            JsonOutput.Write(context.Host, context.Format, "[" + string.Join(',', comparisons.Select(one => EstimateJson.Write(one.Job.Name, one.Comparison))) + "]");
            return;
        }

        foreach (var (job, comparison) in comparisons)
        {
            context.Host.Out.WriteLine($"Job  {job.Name ?? "(no name)"}");
            ComparisonOutput.WriteTable(context.Host, comparison);
            context.Host.Out.WriteLine();
        }

        if (comparisons.Count > 1 && comparisons.TrueForAll(one => one.Comparison.Winner is not null))
        {
            context.Host.Out.WriteLine($"All jobs, each where it is cheapest: {CostWords.Dollars(comparisons.Sum(one => one.Comparison.Winner!.TotalCost))}");
        }
    }
}
