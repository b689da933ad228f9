using MultiBatch.Jobs;
using MultiBatch.Logs;

namespace MultiBatch.Providers.Local.Logs;

/// <summary>Cuts output into lines.</summary>
internal static class LogLines
{
    private const byte NewLine = (byte)'\n';

    public static void Split(JobReference job, LogStreamKind stream, byte[]? bytes, List<LogEntry> entries)
    {
        for (var start = 0; start < bytes?.Length;)
        {
            var end = Array.IndexOf(bytes, NewLine, start);
            var length = (end < 0 ? bytes.Length : end + 1) - start;
            entries.Add(new LogEntry(job, stream, bytes.AsMemory(start, length)));
            start += length;
        }
    }
}
