using System.CommandLine;
using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Reporting;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs report</c></summary>
internal static class ReportingCommand
{
    private static readonly string[] Groupings = ["job", "task", "label:NAME", "queue", "day", "month", "machine-type", "purchase"];

    public static Command Create(CliHost host)
    {
        var jobs = new Argument<string[]>("JOB") { Description = "References or ids of jobs. Default: the jobs the options choose.", Arity = ArgumentArity.ZeroOrMore };
        var by = CommandExtensions.Text("--by", "WHAT", $"What to sum by: {string.Join(", ", Groupings)}. Default: job.");
        var name = CommandExtensions.Text("--name", "NAME", "Only jobs of this name; * at the end matches any rest.");
        var label = CommandExtensions.Texts("--label", "NAME=VALUE", "Only jobs with this label. May be repeated.");
        var queue = CommandExtensions.Text("--queue", "NAME", "Only jobs of this queue.");
        var since = CommandExtensions.Text("--since", "TIME", "Only jobs submitted since then: a time, or how long ago. Default: 30d.");
        var before = CommandExtensions.Text("--before", "TIME", "Only jobs submitted before then.");
        var region = CommandExtensions.Text("--region", "NAME", "The region of attempts that do not tell theirs.");
        var machineType = CommandExtensions.Text("--machine-type", "TYPE", "The machine type of attempts that do not tell theirs.");
        var purchase = CommandExtensions.Text("--purchase", "KIND", "How attempts that do not tell were bought: on-demand or spot.");
        var prices = new PriceOptions();
        return new ReportCommand("report", "Account for what jobs did cost, lost attempts included.")
            .With(jobs, by, name, label, queue, since, before, region, machineType, purchase)
            .With(prices.All)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var values = new Values();
                var (grouping, labelName) = Grouping(parse.GetValue(by) ?? "job", values);
                var query = new JobQuery
                {
                    Name = parse.GetValue(name),
                    Labels = values.Pairs("--label", parse.GetValue(label)),
                    Queue = parse.GetValue(queue),
                    SubmittedAfter = values.Moment("--since", parse.GetValue(since) ?? "30d", context.Now),
                    SubmittedBefore = values.Moment("--before", parse.GetValue(before), context.Now),
                };
                var options = new CostAccountOptions
                {
                    Adjustments = prices.Adjustments(parse, values, context.ConnectionName),
                    Region = parse.GetValue(region),
                    MachineType = parse.GetValue(machineType),
                    Purchase = values.Parsed("--purchase", parse.GetValue(purchase), Purchase.Parse)?.Kind,
                    Now = context.Now,
                };
                values.ThrowIfAny();

                var client = await context.ClientAsync(cancellationToken);
                var all = await JobsWithAttempts.ReadAsync(context, client, parse.GetValue(jobs) ?? [], query, cancellationToken);
                var groups = new CostAccount(prices.Read(parse), options).Of(all, grouping, labelName);
                Write(context, groups, $"{client.Provider}{(client.Connection is null ? string.Empty : " " + client.Connection)}, by {parse.GetValue(by) ?? "job"}");
                return ExitCodes.Done;
            });
    }

    internal static (CostGrouping By, string? Label) Grouping(string text, Values values)
    {
        if (text.StartsWith("label:", StringComparison.OrdinalIgnoreCase) && text.Length > "label:".Length)
        {
            return (CostGrouping.Label, text["label:".Length..]);
        }

        CostGrouping? by = text.ToLowerInvariant() switch
        {
            "job" or "array" => CostGrouping.Job,
            "task" => CostGrouping.Task,
            "queue" => CostGrouping.Queue,
            "day" => CostGrouping.Day,
            "month" or "period" => CostGrouping.Month,
            "machine-type" => CostGrouping.MachineType,
            "purchase" => CostGrouping.Purchase,
            _ => null,
        };
        if (by is null)
        {
            values.Add($"--by: '{text}' is none of {string.Join(", ", Groupings)}");
        }

        return (by ?? CostGrouping.Job, null);
    }

    private static void Write(CommandContext context, IReadOnlyList<CostGroup> groups, string below)
    {
        switch (context.Format)
        {
            case OutputFormat.Csv:
                context.Host.Out.Write(AccountCsv.Write(groups));
                break;
            case OutputFormat.Html:
                context.Host.Out.Write(AccountHtml.Write(groups, below));
                break;
            case OutputFormat.Table:
                WriteTable(context.Host, groups);
                break;
            default:
                JsonOutput.Write(context.Host, context.Format, AccountJson.Write(groups));
                break;
        }
    }

    private static void WriteTable(CliHost host, IReadOnlyList<CostGroup> groups)
    {
        var columns = new Columns(host, "GROUP", "COST", "LOST", "HOURS", "ATTEMPTS", "UNPRICED", "WHY");
        foreach (var group in groups)
        {
            columns.Add(
                group.Key.Length == 0 ? "(none)" : group.Key,
                new Cell(group.Costs.UnknownAttempts == group.Costs.Attempts.Count ? "unknown" : CostWords.Dollars(group.Costs.KnownCost), alignRight: true),
                new Cell(CostWords.Dollars(group.Costs.LostCost), alignRight: true),
                new Cell(group.Costs.MachineHours.ToString("0.###", CultureInfo.InvariantCulture), alignRight: true),
                new Cell(group.Costs.Attempts.Count.ToString(CultureInfo.InvariantCulture), alignRight: true),
                new Cell(group.Costs.UnknownAttempts.ToString(CultureInfo.InvariantCulture), alignRight: true),
                string.Join("; ", group.Costs.Attempts.Where(attempt => attempt.Cost is null).Select(attempt => attempt.Note).Distinct().Take(2)));
        }

        columns.Complete("no attempts");
        if (groups.Count > 0)
        {
            var unknown = groups.Sum(group => group.Costs.UnknownAttempts);
            host.Out.WriteLine($"Known: {CostWords.Dollars(groups.Sum(group => group.Costs.KnownCost))}{(unknown > 0 ? $"; {unknown} attempts have no known price and are not in it" : string.Empty)}. List prices; without the start and idle end of machines, disks, traffic and taxes.");
        }
    }
}
