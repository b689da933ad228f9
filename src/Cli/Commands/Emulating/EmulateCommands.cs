using System.CommandLine;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate</c></summary>
internal static class EmulateCommands
{
    public static Command Create(CliHost host) => new Command("emulate", "Run an emulator of a cloud's batch service on this machine.")
        .With(EmulateAwsCommand.Create(host));
}
