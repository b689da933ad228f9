using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;
using MultiBatch.Cli.Progress;
using MultiBatch.Jobs;
using MultiBatch.Serialization;
using MultiBatch.Submitting;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job restart</c></summary>
internal static class JobRestartCommand
{
    public static Command Create(CliHost host)
    {
        var job = JobCommands.Reference();
        var wait = CommandExtensions.Flag("--wait", "Wait until the job has ended; exit code 1 when it failed.");
        var allowHeld = CommandExtensions.Flag("--allow-held", "Accept a new job that starts only while a client runs (see 'job supervise').");
        return new Command("restart", "Run a failed job, or the failed children of an array, again.")
            .With(job, wait, allowHeld)
            .Runs(host, async (context, cancellationToken) =>
            {
                var client = await context.ClientAsync(cancellationToken);
                var waits = context.Parse.GetValue(wait);
                var result = await client.RestartAsync(
                    ReferenceText.Parse(context.Parse.GetValue(job)!, client), new SubmitOptions { AllowHeld = waits || context.Parse.GetValue(allowHeld) }, cancellationToken);
                var error = context.Host.Error;
                error.WriteLine($"restarted {result.Job.Reference}{(result.Indexes.Count > 0 ? $": {result.Indexes.Count} children" : string.Empty)}{HeldJobsText.Note(context, result.Job, waits)}");
                foreach (var dependent in result.RevivedDependents)
                {
                    error.WriteLine($"waits again {dependent}");
                }

                foreach (var dependent in result.DependentsNotRevived)
                {
                    error.WriteLine($"stays cancelled, submit it again: {dependent}");
                }

                var ended = waits ? await JobWaiter.WaitAsync(context, client, [result.Job], false, null, cancellationToken) : [result.Job];
                if (context.IsTable)
                {
                    JobTable.Write(context, ended);
                }
                else
                {
                    JsonOutput.Write(context.Host, context.Format, BatchJson.Write(ended[0], indented: true));
                }

                return !waits || ended[0].State == JobState.Succeeded ? ExitCodes.Done : ExitCodes.JobFailed;
            });
    }
}
