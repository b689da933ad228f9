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
}
