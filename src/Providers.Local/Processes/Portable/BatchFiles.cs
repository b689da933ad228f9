using System.Text;

namespace MultiBatch.Providers.Local.Processes.Portable;

/// <summary>
/// Batch files of Windows are run by cmd.exe, which reads its command line by rules of its own. Only arguments that it cannot
/// misread are let through.
/// </summary>
internal static class BatchFiles
{
    // A quote ends the protection of all others; a percent sign is expanded even within quotes.
    private static readonly char[] Unsafe = ['"', '%', '\r', '\n'];

    public static bool IsBatchFile(string path) =>
        path.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".bat", StringComparison.OrdinalIgnoreCase);

    /// <summary>The command line for cmd.exe, or why there is none.</summary>
    public static bool TryFormat(string path, IEnumerable<string> arguments, out string line, out StartError? error)
    {
        var text = new StringBuilder("/d /v:off /s /c \"");
        line = string.Empty;
        error = null;
        var first = true;
        foreach (var word in arguments.Prepend(path))
        {
            if (word.IndexOfAny(Unsafe) >= 0)
            {
                error = new StartError(
                    $"The batch file '{path}' cannot be given an argument with a quote, a percent sign or a line break. Run a program or a PowerShell script instead.");
                return false;
            }

            text.Append(first ? "\"" : " \"").Append(word).Append('"');
            first = false;
        }

        line = text.Append('"').ToString();
        return true;
    }
}
