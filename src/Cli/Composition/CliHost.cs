using System.Text;

namespace MultiBatch.Cli.Composition;

/// <summary>What the command runs in: its streams, its terminal, its clock and where clients come from. Tests bring their own.</summary>
internal sealed class CliHost
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>True when results go to a terminal, and not to a file or another command.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True when messages and progress go to a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>True to colour what goes to a terminal. NO_COLOR (https://no-color.org) turns it off.</summary>
    public bool Colors { get; init; }

    /// <summary>Characters in a line of the terminal.</summary>
    public int Width { get; init; } = 100;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public required IClientSource Clients { get; init; }

    /// <summary>True to show what an unexpected error was, with its stack.</summary>
    public bool Debug { get; init; }

    public static CliHost ForProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CliHost
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 16 * 1024) { AutoFlush = false },
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Colors = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = WidthOfTerminal(),
            Debug = Environment.GetEnvironmentVariable("MULTIBATCH_DEBUG") == "1",
            Clients = new ConnectedClients(),
        };
    }

    private static int WidthOfTerminal()
    {
        if (Console.IsOutputRedirected && Console.IsErrorRedirected)
        {
            return 100;
        }

        try
        {
            return Console.WindowWidth is > 40 and var width ? width : 100;
        }
        catch (IOException)
        {
            // A terminal that does not tell its size.
            return 100;
        }
    }
}
