using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Logging;
using MultiBatch.Providers.Local.Hosting.Starting;

namespace MultiBatch.Providers.Local;

/// <summary>
/// Runs the engine of a state folder as the one purpose of a process. This is what a program calls that is started as an engine of its own:
/// the <c>multibatch</c> command with the hidden command <see cref="CommandName"/>, or whatever
/// <see cref="LocalBatchOptions.EngineCommand"/> starts.
/// </summary>
public static class LocalEngineHost
{
    /// <summary>The hidden command of <c>multibatch</c>, before the arguments of <see cref="RunAsync"/>.</summary>
    public const string CommandName = "__engine";

    /// <summary>
    /// Runs the engine until no client is connected and there has been nothing to do for a while, until a client ends it, or until the process gets
    /// SIGTERM or SIGINT. Jobs that run then go on, and the next engine takes them over. What happens is written to <c>engine.log</c> in the state
    /// folder. Changes the current folder of the process to the state folder.
    /// </summary>
    /// <param name="arguments">The arguments, as they were given to <see cref="LocalBatchOptions.EngineCommand"/>, unchanged.</param>
    /// <param name="cancellationToken">Ends the engine as SIGTERM does.</param>
    /// <returns>
    /// The exit code of the process: 0 when the engine has ended, 2 when the arguments are wrong, 3 when the engine failed, 75 when another
    /// engine has the folder.
    /// </returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);

        StateDirectory state;
        LocalBatchOptions options;
        try
        {
            options = EngineArguments.Read(arguments);
            state = StateDirectory.Create(options.StateDirectory!);
            Directory.SetCurrentDirectory(state.Path);
        }
        catch (Exception error) when (error is FormatException or BatchException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return error is FormatException ? EngineExitCode.BadArguments : EngineExitCode.Failed;
        }

        var logger = new EngineLogFile(state.LogFile, EngineLogFile.DefaultSize, TimeProvider.System);
        var open = EngineSources.Opener(options with { HostMode = HostMode.Detached }, TimeProvider.System, logger);
        var process = new EngineProcess(options with { StateDirectory = state.Path }, open, new HostOptions(), TimeProvider.System, logger);
        return await process.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
