using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands;

/// <summary>One run of one command: its options, its output, and the client once it is needed.</summary>
internal sealed class CommandContext : IAsyncDisposable
{
    private BatchClient? _client;

    private CommandContext(CliHost host, ParseResult parse, OutputFormat format)
    {
        Host = host;
        Parse = parse;
        Format = format;
    }

    public CliHost Host { get; }

    public ParseResult Parse { get; }

    public OutputFormat Format { get; }

    public bool IsTable => Format == OutputFormat.Table;

    public DateTimeOffset Now => Host.TimeProvider.GetUtcNow();

    public string? ConnectionName => Parse.GetValue(CommonOptions.Connection);

    /// <summary>Runs a command's body with its errors turned into messages and exit codes.</summary>
    public static async Task<int> RunAsync(
        CliHost host, ParseResult parse, Func<CommandContext, CancellationToken, Task<int>> body, CancellationToken cancellationToken)
    {
        var format = OutputFormat.Table;
        try
        {
            format = CommonOptions.FormatOf(parse);
            await using var context = new CommandContext(host, parse, format);
            return await body(context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (IOException e) when (CommandLine.IsBrokenPipe(e))
        {
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ErrorReport.Write(host, format, e);
        }
    }

    /// <summary>The client of the connection asked for; opened once.</summary>
    public async Task<BatchClient> ClientAsync(CancellationToken cancellationToken) =>
        _client ??= await Host.Clients.OpenAsync(ConnectionName, cancellationToken);

    /// <summary>Reads references or bare ids; a bare id belongs to the connection.</summary>
    public async Task<IReadOnlyList<JobReference>> ReferencesAsync(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var client = await ClientAsync(cancellationToken);
        return texts.Select(text => ReferenceText.Parse(text, client)).ToList();
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }
}
