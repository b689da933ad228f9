using System.Text;

namespace MultiBatch.Providers.Local.Processes.Commands;

/// <summary>
/// Writes a list of arguments as one command line, so that the C runtime of the program (and .NET's own reading of such a line
/// on Unix) takes it apart into the same list. netstandard2.0 has no list of arguments for a process.
/// </summary>
internal static class WindowsArguments
{
    private static readonly char[] NeedQuotes = [' ', '\t', '\n', '\v', '"'];

    public static string Join(IEnumerable<string> arguments)
    {
        var line = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (line.Length > 0)
            {
                line.Append(' ');
            }

            Append(line, argument);
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny(NeedQuotes) < 0)
        {
            line.Append(argument);
            return;
        }

        line.Append('"');
        var backslashes = 0;
        foreach (var c in argument)
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }

            // Backslashes are literal except before a quote, where each and the quote need one more.
            line.Append('\\', c == '"' ? (2 * backslashes) + 1 : backslashes);
            line.Append(c);
            backslashes = 0;
        }

        // The closing quote is a quote too.
        line.Append('\\', 2 * backslashes);
        line.Append('"');
    }
}
