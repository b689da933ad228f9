using System.CommandLine;
using System.CommandLine.Invocation;
using MultiBatch.Cli.Commands;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;

namespace MultiBatch.Cli;

/// <summary>Runs one command line.</summary>
internal static class CommandLine
{
    // A submit that is under way when somebody presses Ctrl-C is settled first, so that no job is left without a known id.
    private static readonly TimeSpan SettleOnInterrupt = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken = default)
    {
        try
        {
            var parse = RootCommandTree.Create(host).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (parse.Errors.Count > 0 && parse.Action is ParseErrorAction)
            {
                ParseErrors.Write(host, parse);
                return ExitCodes.InvalidInput;
            }

            var invocation = new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = SettleOnInterrupt,
            };
            return await parse.InvokeAsync(invocation, cancellationToken);
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // The reader has seen enough ("| head"): nothing is wrong.
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ErrorReport.Write(host, OutputFormat.Table, e);
        }
        finally
        {
            Flush(host.Out);
        }
    }

    internal static bool IsBrokenPipe(IOException exception) =>
        exception.HResult is 32 or unchecked((int)0x800700E8) or unchecked((int)0x8007006D)
        || exception.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase);

    private static void Flush(TextWriter output)
    {
        try
        {
            output.Flush();
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // As above.
        }
    }
}
