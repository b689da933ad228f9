using System.Text;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>
/// Command lines. The service starts a program and its arguments from one line of text, without a shell: blanks part them, quotes hold them together, and
/// how quotes within quotes are read is documented nowhere. So nothing is quoted that need not be: plain words go as they are, and all else travels
/// in an environment variable that a constant line hands to a shell.
/// </summary>
internal static class CommandLines
{
    /// <summary>The variable that what a shell is to do travels in; gone before the task begins.</summary>
    public const string Variable = RuntimeVariables.Prefix + "COMMAND";

    /// <summary>The exit code by which the shell says that the task could not be started.</summary>
    public const int StartErrorCode = 243;

    private const string LinuxShell = "/bin/sh -c 'eval \"$" + Variable + "\"'";

    private const string WindowsScript =
        "powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command \"Set-Content -LiteralPath .multibatch.cmd -Value $env:" + Variable
        + "; Remove-Item Env:" + Variable + "; cmd /d /c .multibatch.cmd; exit $LASTEXITCODE\"";

    /// <summary>The line for a program and its arguments.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="isWindows">Whether the nodes run Windows.</param>
    /// <param name="setup">What a shell has to do first, as to fetch secrets; null for nothing. Linux only.</param>
    public static CommandText ForCommand(IReadOnlyList<string> command, bool isWindows, string? setup)
    {
        if (isWindows)
        {
            return new CommandText { Line = string.Join(" ", command.Select(QuoteForWindows)) };
        }

        return setup is null && command.All(IsPlain)
            ? new CommandText { Line = string.Join(" ", command) }
            : new CommandText
            {
                Line = LinuxShell,
                Value = Begin(setup) + "set -- " + string.Join(" ", command.Select(QuoteForShell)) + "\ncommand -v \"$1\" >/dev/null 2>&1 || { echo \"multibatch: $1: not found\" >&2; exit "
                    + StartErrorText + "; }\nexec \"$@\"",
            };
    }

    /// <summary>The line for a script: run through its <c>#!</c> line or, without one, by the system's shell.</summary>
    public static CommandText ForScript(string script, bool isWindows, string? setup) => isWindows
        ? new CommandText { Line = WindowsScript, Value = script }
        : new CommandText
        {
            Line = LinuxShell,
            Value = Begin(setup) + (script.StartsWith("#!", StringComparison.Ordinal)
                ? "set -- \"$(mktemp \"${TMPDIR:-/tmp}/multibatch.XXXXXX\")\" " + QuoteForShell(script) + "\nprintf %s \"$2\" >\"$1\" && chmod 700 \"$1\" || exit " + StartErrorText
                    + "\nexec \"$1\""
                : "exec /bin/sh -c " + QuoteForShell(script) + " sh"),
        };

    /// <summary>Whether a line is the one that hands a variable to a shell: then <see cref="StartErrorCode"/> is the shell's own.</summary>
    public static bool IsWrapped(string? line) => line == LinuxShell;

    /// <summary>A line that does nothing and succeeds.</summary>
    public static string Nothing(bool isWindows) => isWindows ? "cmd /c exit 0" : "/bin/sh -c exit";

    /// <summary>A word as a POSIX shell reads it back.</summary>
    public static string QuoteForShell(string word) => "'" + word.Replace("'", "'\\''") + "'";

    /// <summary>A word as programs on Windows read it back from their command line.</summary>
    public static string QuoteForWindows(string word)
    {
        if (word.Length > 0 && word.All(character => character is not (' ' or '\t' or '\n' or '\v' or '"')))
        {
            return word;
        }

        var text = new StringBuilder("\"");
        var slashes = 0;
        foreach (var character in word)
        {
            if (character == '\\')
            {
                slashes++;
                continue;
            }

            // Slashes count double before a quote, and only there.
            text.Append('\\', character == '"' ? (slashes * 2) + 1 : slashes).Append(character);
            slashes = 0;
        }

        return text.Append('\\', slashes * 2).Append('"').ToString();
    }

    private static string StartErrorText => StartErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Begin(string? setup) => "unset " + Variable + "\n" + setup;

    // What no reader of command lines, shell or not, makes anything else of.
    private static bool IsPlain(string word) => word.Length > 0
        && word.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '/' or ':' or '=' or '@' or '%' or '+' or ',' or '-');
}
