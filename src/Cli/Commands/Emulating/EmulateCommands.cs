using System.CommandLine;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate</c></summary>
internal static class EmulateCommands
{
    public static Command Create(CliHost host) => new Command("emulate", "Run an emulator of a cloud's batch service on this machine.")
        .With(EmulateAwsCommand.Create(host), EmulateAzureCommand.Create(host), EmulateGoogleCommand.Create(host));

    /// <summary>Waits for the end. Ctrl-C is how it comes, and no error.</summary>
    public static async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
    }
}
