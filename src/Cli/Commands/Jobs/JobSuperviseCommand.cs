using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Progress;
using MultiBatch.Held;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job supervise</c></summary>
internal static class JobSuperviseCommand
{
    public static Command Create(CliHost host)
    {
        var references = new Argument<string[]>("JOB")
        {
            Description = "References or ids of held jobs. Default: all of the connection.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var forever = CommandExtensions.Flag("--forever", "Stay when no held job is left, for those to come.");
        return new Command("supervise", "Run held jobs: start those whose turn has come, until none is left.")
            .With(references, forever)
            .Runs(host, async (context, cancellationToken) =>
            {
                var client = await context.ClientAsync(cancellationToken);
                var named = context.Parse.GetValue(references)!;
                var display = new ProgressLines(context.Host, []);
                try
                {
                    await client.SuperviseAsync(
                        new SuperviseOptions
                        {
                            Forever = context.Parse.GetValue(forever),
                            Jobs = named.Length == 0 ? null : [.. named.Select(text => ReferenceText.Parse(text, client))],
                            Progress = display,
                        },
                        cancellationToken);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    context.Host.Error.WriteLine();
                    context.Host.Error.WriteLine("interrupted; jobs that were started go on, held ones wait for a client");
                    HeldJobsText.WayBack(context);
                    throw;
                }

                context.Host.Error.WriteLine("no held job is left");
                return ExitCodes.Done;
            });
    }
}
