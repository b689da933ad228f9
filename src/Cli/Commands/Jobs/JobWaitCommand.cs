using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Cli.Progress;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job wait</c></summary>
internal static class JobWaitCommand
{
    public static Command Create(CliHost host)
    {
        var references = JobCommands.References();
        var timeout = CommandExtensions.Text("--timeout", "DURATION", "How long to wait; then exit code 3, and the jobs go on. Default: no limit.");
        var follow = CommandExtensions.Flag("--follow", "Show the output as it is written.");
        return new Command("wait", "Wait until jobs have ended; exit code 1 when one failed.")
            .With(references, timeout, follow)
            .Runs(host, async (context, cancellationToken) =>
            {
                var values = new Values();
                var limit = values.Duration("--timeout", context.Parse.GetValue(timeout));
                values.ThrowIfAny();
                var client = await context.ClientAsync(cancellationToken);
                var jobs = new List<Job>();
                foreach (var reference in await context.ReferencesAsync(context.Parse.GetValue(references)!, cancellationToken))
                {
                    jobs.Add(await client.GetJobAsync(reference, cancellationToken));
                }

                var ended = await JobWaiter.WaitAsync(context, client, jobs, context.Parse.GetValue(follow), limit, cancellationToken);
                if (context.IsTable)
                {
                    JobTable.Write(context, ended);
                }
                else
                {
                    await JsonOutput.WriteListAsync(context.Host, context.Format, ended.ToAsyncEnumerable(), job => BatchJson.Write(job));
                }

                return ended.All(job => job.State == JobState.Succeeded) ? ExitCodes.Done : ExitCodes.JobFailed;
            });
    }
}
