using System.CommandLine;
using System.Net.Sockets;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate</c></summary>
internal static class EmulateCommands
{
    public static Command Create(CliHost host) => new Command("emulate", "Run an emulator of a cloud's batch service on this machine.")
        .With(EmulateAwsCommand.Create(host), EmulateAzureCommand.Create(host), EmulateGoogleCommand.Create(host));

    /// <summary>Starts an emulator, says how to reach it and waits for the end. Ctrl-C is how that comes, and no error.</summary>
    public static async Task<int> RunAsync<T>(CommandContext context, Func<Task<T>> start, Func<T, EmulatorWelcome> welcome, CancellationToken cancellationToken)
        where T : IAsyncDisposable
    {
        await using var emulator = await StartAsync(start);
        welcome(emulator).Write(context);
        await context.Host.Out.FlushAsync(cancellationToken);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }

        return ExitCodes.Done;
    }

    private static async Task<T> StartAsync<T>(Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (ArgumentException error)
        {
            throw new InvalidInputException(error.Message);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new InvalidInputException($"--port: {error.Message}");
        }
    }
}
