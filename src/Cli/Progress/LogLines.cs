using System.Globalization;
using MultiBatch.Logs;

namespace MultiBatch.Cli.Progress;

/// <summary>Writes lines of logs.</summary>
internal static class LogLines
{
    public static async Task WriteAsync(TextWriter output, LogEntry entry, string? prefix)
    {
        if (prefix is not null)
        {
            await output.WriteAsync(prefix);
        }

        await output.WriteLineAsync(entry.Text);
    }

    /// <summary>Which job, child and attempt a line is of: <c>align#7| </c>.</summary>
    public static string Prefix(string? name, LogEntry entry)
    {
        var index = entry.Job.Index is { } child ? "#" + child.ToString(CultureInfo.InvariantCulture) : string.Empty;
        var attempt = entry.Job.Attempt is > 1 and var number ? "@" + number.ToString(CultureInfo.InvariantCulture) : string.Empty;
        return $"{name}{index}{attempt}| ";
    }
}
