using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job stop</c></summary>
internal static class JobStopCommand
{
    public static Command Create(CliHost host)
    {
        var references = JobCommands.References();
        var reason = CommandExtensions.Text("--reason", "TEXT", "Why, for the jobs' history.");
        return new Command("stop", "Ask for jobs to be stopped, whatever state they are in.")
            .With(references, reason)
            .Runs(host, async (context, cancellationToken) =>
            {
                var client = await context.ClientAsync(cancellationToken);
                var jobs = await context.ReferencesAsync(context.Parse.GetValue(references)!, cancellationToken);
                var exitCode = ExitCodes.Done;
                await foreach (var outcome in client.StopManyAsync(jobs, context.Parse.GetValue(reason), cancellationToken))
                {
                    if (outcome.Error is { } error)
                    {
                        exitCode = Math.Max(exitCode, ErrorReport.Write(context.Host, context.Format, error));
                    }
                    else
                    {
                        context.Host.Error.WriteLine($"stopping {outcome.Reference}");
                    }
                }

                return exitCode;
            });
    }
}
