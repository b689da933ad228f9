using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Tests.Support;

/// <summary>Runs command lines in process, with captured output.</summary>
internal sealed class CliRun
{
    public required int ExitCode { get; init; }

    public required string Out { get; init; }

    public required string Error { get; init; }

    public static Task<CliRun> RunAsync(params string[] args) => RunAsync(new ClosedClients(), args);

    public static async Task<CliRun> RunAsync(IClientSource clients, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost { Out = output, Error = error, Clients = clients };
        var exitCode = await CommandLine.RunAsync(args, host);
        return new CliRun { ExitCode = exitCode, Out = output.ToString(), Error = error.ToString() };
    }
}
