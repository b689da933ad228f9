using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Providers.Local;

namespace MultiBatch.Cli.Commands;

/// <summary>The hidden entry by which the detached local engine is started.</summary>
internal static class EngineCommand
{
    public static Command Create(CliHost host)
    {
        var words = new Argument<string[]>("ARGUMENTS") { Arity = ArgumentArity.ZeroOrMore, CaptureRemainingTokens = true };
        return new Command(LocalEngineHost.CommandName, "Runs the local engine.") { Hidden = true }
            .With(words)
            .Runs(host, (context, cancellationToken) => LocalEngineHost.RunAsync(context.Parse.GetValue(words) ?? [], cancellationToken));
    }
}
