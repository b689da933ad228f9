using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Cli.Progress;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Logs;
using MultiBatch.Reading;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job logs</c></summary>
internal static class JobLogsCommand
{
    public static Command Create(CliHost host)
    {
        var job = JobCommands.Reference();
        var follow = CommandExtensions.Flag("--follow", "Go on as the job writes, until it has ended.");
        var tail = CommandExtensions.Text("--tail", "N", "Begin N lines before the end.");
        var stream = CommandExtensions.Text("--stream", "STREAM", "all, output or error. Default: all.");
        var attempt = CommandExtensions.Text("--attempt", "N|all", "Output of attempt N, or of all of them. Default: the latest.");
        var prefix = CommandExtensions.Flag("--prefix", "Begin each line with the child and attempt it is of. Default for arrays.");
        return new Command("logs", "Show the output of a job, a child or an attempt.")
            .With(job, follow, tail, stream, attempt, prefix)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var values = new Values();
                var attemptText = parse.GetValue(attempt);
                var all = string.Equals(attemptText, "all", StringComparison.OrdinalIgnoreCase);
                var number = all ? null : values.Integer("--attempt", attemptText, 1);
                var options = new LogOptions
                {
                    Follow = parse.GetValue(follow),
                    TailLines = values.Integer("--tail", parse.GetValue(tail), 0),
                    Stream = values.Choice<LogStreamKind>("--stream", parse.GetValue(stream)) ?? LogStreamKind.All,
                    AllAttempts = all,
                };
                values.ThrowIfAny();

                var client = await context.ClientAsync(cancellationToken);
                var reference = ReferenceText.Parse(parse.GetValue(job)!, client);
                reference = number is null ? reference : reference with { Attempt = number };
                var prefixed = parse.GetValue(prefix) || (reference.Index is null && (await client.GetJobAsync(reference.Parent, cancellationToken)).ArraySize is not null);
                var entries = client.ReadLogAsync(reference, options, cancellationToken);
                if (!context.IsTable)
                {
                    await JsonOutput.WriteListAsync(context.Host, context.Format, entries, LogJson.Write);
                    return ExitCodes.Done;
                }

                await foreach (var entry in entries)
                {
                    await LogLines.WriteAsync(context.Host.Out, entry, prefixed ? LogWords.Prefix(null, entry) : null);
                    if (options.Follow)
                    {
                        await context.Host.Out.FlushAsync(cancellationToken);
                    }
                }

                return ExitCodes.Done;
            });
    }
}
