using System.Text;

namespace MultiBatch.Providers.Local.Processes.Commands;

/// <summary>Reads the first line of a script, "#!interpreter argument", as the kernel does.</summary>
internal static class ScriptInterpreter
{
    private const string Prefix = "#!";
    private const int LongestFirstLine = 512;

    /// <summary>
    /// Splits the line into the interpreter and at most one argument, which is the whole rest.
    /// </summary>
    /// <returns>False when the text does not begin with such a line.</returns>
    public static bool TryParse(string text, out string interpreter, out string? argument)
    {
        interpreter = string.Empty;
        argument = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        // The end of line of Windows would become part of the name.
        var end = text.IndexOf('\n');
        var line = (end < 0 ? text : text.Substring(0, end)).Substring(Prefix.Length).Trim(' ', '\t', '\r');
        var space = line.IndexOfAny([' ', '\t']);
        interpreter = space < 0 ? line : line.Substring(0, space);
        argument = space < 0 ? null : line.Substring(space).Trim(' ', '\t');
        return interpreter.Length > 0;
    }

    /// <summary>The first line of a file as far as it matters; null when the file cannot be read or does not begin with "#!".</summary>
    public static string? ReadFirstLine(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[LongestFirstLine];
            var length = file.Read(buffer, 0, buffer.Length);
            var text = Encoding.UTF8.GetString(buffer, 0, length);
            return text.StartsWith(Prefix, StringComparison.Ordinal) ? text.Split('\n')[0] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Executable without being readable: then it is no script either.
            return null;
        }
    }
}
