using System.CommandLine;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job …</c></summary>
internal static class JobCommands
{
    public static Command Create(CliHost host) => new Command("job", "List, show, wait for, stop, read and restart jobs.").With(
        JobListCommand.Create(host),
        JobShowCommand.Create(host),
        JobWaitCommand.Create(host),
        JobStopCommand.Create(host),
        JobLogsCommand.Create(host),
        JobRestartCommand.Create(host),
        JobSuperviseCommand.Create(host));

    /// <summary>The jobs a command is about.</summary>
    public static Argument<string[]> References() => new("JOB")
    {
        Description = "References or ids of jobs; #7 is child 7 of an array.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The job a command is about.</summary>
    public static Argument<string> Reference() => new("JOB") { Description = "Reference or id of a job; #7 is child 7 of an array, @2 attempt 2." };
}
