using System.CommandLine;
using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs report</c></summary>
internal static class ReportingCommand
{
    public static Command Create(CliHost host)
    {
        var jobs = new Argument<string[]>("JOB") { Description = "References or ids of jobs. Default: the jobs the options choose.", Arity = ArgumentArity.ZeroOrMore };
        var by = CommandExtensions.Text("--by", "WHAT", $"What to sum by: {string.Join(", ", CostReport.Groupings)}. Default: job.");
        var name = CommandExtensions.Text("--name", "NAME", "Only jobs of this name; * at the end matches any rest.");
        var label = CommandExtensions.Texts("--label", "NAME=VALUE", "Only jobs with this label. May be repeated.");
        var queue = CommandExtensions.Text("--queue", "NAME", "Only jobs of this queue.");
        var since = CommandExtensions.Text("--since", "TIME", "Only jobs submitted since then: a time, or how long ago. Default: 30d.");
        var before = CommandExtensions.Text("--before", "TIME", "Only jobs submitted before then.");
        var region = CommandExtensions.Text("--region", "NAME", "The region of attempts that do not tell theirs.");
        var machineType = CommandExtensions.Text("--machine-type", "TYPE", "The machine type of attempts that do not tell theirs.");
        var purchase = CommandExtensions.Text("--purchase", "KIND", "How attempts that do not tell were bought: on-demand or spot.");
        var against = CommandExtensions.Flag("--against-estimate", "Set beside each job what an estimate of it says.");
        var duration = CommandExtensions.Text("--duration", "DURATION", "With --against-estimate: how long a task was thought to run. Default: what its tasks did take.");
        var prices = new PriceOptions();
        return new ReportCommand("report", "Account for what jobs did cost, lost attempts included.")
            .With(jobs, by, name, label, queue, since, before, region, machineType, purchase, against, duration)
            .With(prices.All)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var values = new Values();
                var grouping = Grouping(parse.GetValue(by) ?? "job", values);
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
                var thought = values.Duration("--duration", parse.GetValue(duration));
                var checks = parse.GetValue(against);
                if (checks && grouping.By != CostGrouping.Job)
                {
                    values.Add("--against-estimate sets an estimate beside each job: leave --by out, or write --by job");
                }

                if (thought is not null && !checks)
                {
                    values.Add("--duration is for --against-estimate: give it too");
                }

                values.ThrowIfAny();

                var client = await context.ClientAsync(cancellationToken);
                var tasks = await TasksAsync(context, client, parse.GetValue(jobs) ?? [], query, cancellationToken);
                var report = await CostReport.OfAsync(client, tasks, prices.Read(parse), options, grouping, checks, thought, cancellationToken);
                Write(context, report, checks, $"{client.Provider}{(client.Connection is null ? string.Empty : " " + client.Connection)}, by {parse.GetValue(by) ?? "job"}");
                return ExitCodes.Done;
            });
    }

    internal static (CostGrouping By, string? Label) Grouping(string text, Values values)
    {
        var by = CostReport.Grouping(text);
        if (by is null)
        {
            values.Add($"--by: '{text}' is none of {string.Join(", ", CostReport.Groupings)}");
        }

        return by ?? (CostGrouping.Job, null);
    }

    private static async Task<IReadOnlyList<Job>> TasksAsync(CommandContext context, BatchClient client, string[] references, JobQuery query, CancellationToken cancellationToken)
    {
        var jobs = references.Length == 0
            ? client.ListJobsAsync(query, cancellationToken)
            : client.GetJobsAsync(await context.ReferencesAsync(references, cancellationToken), cancellationToken);
        var tasks = new List<Job>();
        await foreach (var task in JobsWithAttempts.OfAsync(client, jobs, cancellationToken))
        {
            tasks.Add(task);
        }

        return tasks;
    }

    private static void Write(CommandContext context, CostReport report, bool showsChecks, string below)
    {
        switch (context.Format)
        {
            case OutputFormat.Csv:
                context.Host.Out.Write(AccountCsv.Write(report.Groups, report.Checks));
                break;
            case OutputFormat.Html:
                context.Host.Out.Write(AccountHtml.Write(report.Groups, below, report.Checks));
                break;
            case OutputFormat.Table:
                WriteTable(context.Host, report, showsChecks);
                break;
            default:
                JsonOutput.Write(context.Host, context.Format, AccountJson.Write(report.Groups, report.Checks));
                break;
        }
    }

    private static void WriteTable(CliHost host, CostReport report, bool showsChecks)
    {
        var groups = report.Groups;
        var columns = showsChecks
            ? new Columns(host, "GROUP", "COST", "LOST", "HOURS", "ATTEMPTS", "UNPRICED", "ESTIMATE", "RESTS ON")
            : new Columns(host, "GROUP", "COST", "LOST", "HOURS", "ATTEMPTS", "UNPRICED", "RESTS ON");
        foreach (var group in groups)
        {
            Cell[] cells =
            [
                group.Key.Length == 0 ? "(none)" : group.Key,
                new Cell(group.Costs.Attempts.Count > 0 && group.Costs.UnknownAttempts == group.Costs.Attempts.Count ? "unknown" : CostWords.Dollars(group.Costs.KnownCost), alignRight: true),
                new Cell(CostWords.Dollars(group.Costs.LostCost), alignRight: true),
                new Cell(group.Costs.MachineHours.ToString("0.###", CultureInfo.InvariantCulture), alignRight: true),
                new Cell(group.Costs.Attempts.Count.ToString(CultureInfo.InvariantCulture), alignRight: true),
                new Cell(group.Costs.UnknownAttempts.ToString(CultureInfo.InvariantCulture), alignRight: true),
            ];
            Cell why = CostReport.Why(group);
            columns.Add(showsChecks ? [.. cells, report.Checks.TryGetValue(group.Key, out var check) ? CostReport.Text(check) : "none: its spec, region or times are not known", why] : [.. cells, why]);
        }

        columns.Complete("no attempts");
        if (groups.Count > 0)
        {
            var unknown = groups.Sum(group => group.Costs.UnknownAttempts);
            host.Out.WriteLine($"Known: {CostWords.Dollars(groups.Sum(group => group.Costs.KnownCost))}{(unknown > 0 ? $"; {unknown} attempts have no known price and are not in it" : string.Empty)}. List prices; without the start and idle end of machines, disks, traffic and taxes.");
            if (unknown > 0)
            {
                host.Out.WriteLine("Fill in what you know with --machine-type, --region and --purchase, or give prices of your own in costs.json (see docs/costs.md).");
            }
        }
    }
}
