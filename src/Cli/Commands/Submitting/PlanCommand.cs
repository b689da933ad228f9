using System.CommandLine;
using MultiBatch.Cli.Commands.Costs;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Planning;

namespace MultiBatch.Cli.Commands.Submitting;

/// <summary><c>multibatch plan</c></summary>
internal static class PlanCommand
{
    public static Command Create(CliHost host)
    {
        var inputs = new JobInputOptions();
        var native = CommandExtensions.Flag("--native", "Show the requests a submit would send, secrets left out.");
        var offline = CommandExtensions.Flag("--offline", "Call nothing: what needs a call is shown as unverified.");
        return new Command("plan", "Say, field by field, what would become of a job. Submits nothing.")
            .With(inputs.All)
            .With(native, offline)
            .Runs(host, async (context, cancellationToken) =>
            {
                var input = await inputs.ReadAsync(context.Parse, cancellationToken);
                var client = await context.ClientAsync(cancellationToken);
                var mode = context.Parse.GetValue(offline) ? PlanMode.Offline : PlanMode.Connected;
                var showNative = context.Parse.GetValue(native);
                var plans = new List<JobPlan>();
                await foreach (var plan in client.PlanManyAsync(input.Jobs, mode, null, cancellationToken))
                {
                    plans.Add(plan);
                }

                PlanOutput.Write(context, plans, showNative, await EstimatesAsync(context, plans, cancellationToken));
                return plans.All(plan => plan.IsAccepted) ? ExitCodes.Done : ExitCodes.InvalidInput;
            });
    }

    private static async Task<IReadOnlyList<PlanEstimate?>> EstimatesAsync(CommandContext context, IReadOnlyList<JobPlan> plans, CancellationToken cancellationToken)
    {
        var client = await context.ClientAsync(cancellationToken);
        var connections = await context.Host.Clients.ListAsync(cancellationToken);
        var region = connections.FirstOrDefault(connection => connection.Name == client.Connection)?.Region;
        var comparer = new CostComparer(
            UserPrices.Find().ReadCurrent(), new CostComparerOptions { Adjustments = UserPrices.Find().Adjustments(client.Connection), TimeProvider = context.Host.TimeProvider });
        var estimates = new List<PlanEstimate?>();
        foreach (var plan in plans)
        {
            estimates.Add(await PlanEstimate.OfAsync(comparer, plan, region, cancellationToken));
        }

        return estimates;
    }
}
