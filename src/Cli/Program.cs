using MultiBatch.Cli;
using MultiBatch.Cli.Composition;
using MultiBatch.Providers.Local;

// The detached local engine is this program once more. It is no command for people and needs nothing of theirs.
if (args is [LocalEngineHost.CommandName, .. var engineArguments])
{
    return await LocalEngineHost.RunAsync(engineArguments);
}

return await CommandLine.RunAsync(args, CliHost.ForProcess());
