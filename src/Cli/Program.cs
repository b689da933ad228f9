using MultiBatch.Cli;
using MultiBatch.Cli.Composition;

return await CommandLine.RunAsync(args, CliHost.ForProcess());
