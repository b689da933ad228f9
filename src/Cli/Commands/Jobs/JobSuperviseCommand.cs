using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Held;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job supervise</c></summary>
internal static class JobSuperviseCommand
{
    public static Command Create(CliHost host)
    {
        var forever = CommandExtensions.Flag("--forever", "Stay when no held job is left, for those to come.");
        return new Command("supervise", "Run held jobs: start those whose turn has come, until none is left.")
            .With(forever)
            .Runs(host, async (context, cancellationToken) =>
            {
                var client = await context.ClientAsync(cancellationToken);
                await client.SuperviseAsync(new SuperviseOptions { Forever = context.Parse.GetValue(forever) }, cancellationToken);
                return ExitCodes.Done;
            });
    }
}
