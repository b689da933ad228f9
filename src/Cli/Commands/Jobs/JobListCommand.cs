using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job list</c></summary>
internal static class JobListCommand
{
    public static Command Create(CliHost host)
    {
        var state = CommandExtensions.Texts("--state", "STATE", "Only jobs in this state. May be repeated.");
        var name = CommandExtensions.Text("--name", "NAME", "Only jobs of this name; * at the end matches any rest.");
        var label = CommandExtensions.Texts("--label", "NAME=VALUE", "Only jobs with this label. May be repeated.");
        var queue = CommandExtensions.Text("--queue", "NAME", "Only jobs of this queue.");
        var since = CommandExtensions.Text("--since", "TIME", "Only jobs submitted since then: a time, or how long ago (2h, 7d).");
        var before = CommandExtensions.Text("--before", "TIME", "Only jobs submitted before then.");
        var children = CommandExtensions.Text("--children-of", "JOB", "The children of this array, by index.");
        var limit = CommandExtensions.Text("--limit", "N", "At most N jobs. Default: all.");
        return new Command("list", "List jobs, newest first.")
            .With(state, name, label, queue, since, before, children, limit)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var values = new Values();
                var query = new JobQuery
                {
                    States = parse.GetValue(state)?.SelectMany(text => text.Split(',')).Select(text => values.Choice<JobState>("--state", text.Trim())).OfType<JobState>().ToList(),
                    Name = parse.GetValue(name),
                    Labels = values.Pairs("--label", parse.GetValue(label)),
                    Queue = parse.GetValue(queue),
                    SubmittedAfter = values.Moment("--since", parse.GetValue(since), context.Now),
                    SubmittedBefore = values.Moment("--before", parse.GetValue(before), context.Now),
                };
                var most = values.Integer("--limit", parse.GetValue(limit), 1);
                values.ThrowIfAny();

                var client = await context.ClientAsync(cancellationToken);
                var jobs = parse.GetValue(children) is { } parent
                    ? client.ListChildrenAsync(ReferenceText.Parse(parent, client), query, cancellationToken)
                    : client.ListJobsAsync(query, cancellationToken);
                jobs = most is { } count ? jobs.Take(count) : jobs;
                if (!context.IsTable)
                {
                    await JsonOutput.WriteListAsync(context.Host, context.Format, jobs, job => BatchJson.Write(job));
                    return ExitCodes.Done;
                }

                var columns = JobTable.Start(context);
                await foreach (var job in jobs)
                {
                    JobTable.Add(columns, job, context.Now);
                }

                columns.Complete("no jobs");
                return ExitCodes.Done;
            });
    }
}
