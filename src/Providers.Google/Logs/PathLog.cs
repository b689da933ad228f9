using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MultiBatch.Logs;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Logs;

/// <summary>
/// The log of a job whose tasks write to a mount: one file for all of them, <c>output-UID.log</c>, each line with its time, its severity and its task before it.
/// </summary>
internal sealed class PathLog
{
    private const int LargestRead = 1024 * 1024;

    // [batch_task_logs]2026-01-01 12:00:00.000 INFO: [task_id:task/UID-group0-1/0/0,runnable_index:0] text
    private static readonly Regex Line = new(
        @"^(?:\[batch_task_logs\])?(?<time>\S+(?: [\d:.]+)?) (?<severity>[A-Z]+): \[task_id:(?<task>[^,\]]+)(?:,[^\]]*)?\] ?(?<text>.*)$", RegexOptions.CultureInvariant);

    private readonly string _folder;
    private readonly JobFacts _facts;

    /// <param name="folder">The folder as this machine sees it; null when the connection names none.</param>
    /// <param name="facts">The job.</param>
    public PathLog(string? folder, JobFacts facts)
    {
        _folder = folder ?? throw new BatchException(
            BatchErrorCode.NotFound, $"The log of {facts.Reference} is on a mount of its machines. Set logsFolder on the connection to where this machine finds it.")
        {
            Provider = GoogleProviderName.Value, Resource = facts.Reference.ToString(),
        };
        _facts = facts;
    }

    public async Task<LogPage> ReadAsync(LogRequest request, LogToken? token, Func<Task<bool>> hasEnded, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, $"output-{_facts.Uid}.log");
        var offset = token?.Offset ?? 0;
        var isOver = await hasEnded().ConfigureAwait(false);
        if (!File.Exists(path))
        {
            return new LogPage([], new LogToken { Offset = 0 }.ToString(), isOver);
        }

        var entries = new List<LogEntry>();
        var isTail = token is null && request.TailLines is not null;
        while (true)
        {
            var (text, next) = await ReadLinesAsync(path, offset, cancellationToken).ConfigureAwait(false);
            entries.AddRange(text.Select(line => EntryOf(line, request)).OfType<LogEntry>());
            var isEnd = next == offset;
            offset = next;
            if (isEnd || (entries.Count > 0 && !isTail))
            {
                var shown = isTail ? entries.Skip(Math.Max(0, entries.Count - request.TailLines!.Value)).ToList() : entries;
                return new LogPage(shown, new LogToken { Offset = offset }.ToString(), isEnd && isOver && shown.Count == 0);
            }
        }
    }

    private static async Task<(IReadOnlyList<string> Lines, long Next)> ReadLinesAsync(string path, long offset, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
        file.Seek(Math.Min(offset, file.Length), SeekOrigin.Begin);
        var buffer = new byte[(int)Math.Min(LargestRead, Math.Max(0, file.Length - offset))];
        var count = 0;
        while (count < buffer.Length)
        {
            var read = await file.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        // Whole lines only: what is still being written comes next time.
        var end = System.Array.LastIndexOf(buffer, (byte)'\n', Math.Max(0, count - 1), count) + 1;
        return end == 0 ? ([], offset) : (Encoding.UTF8.GetString(buffer, 0, end - 1).Split('\n'), offset + end);
    }

    private LogEntry? EntryOf(string line, LogRequest request)
    {
        var match = Line.Match(line.TrimEnd('\r'));
        var stream = TaskView.StreamOf(_facts, request.Job.Index ?? 0);
        if (!match.Success || stream is null)
        {
            return null;
        }

        var task = match.Groups["task"].Value;
        var own = task.StartsWith("task/", StringComparison.Ordinal) ? task.Substring("task/".Length) : task;
        var kind = match.Groups["severity"].Value is "ERROR" or "CRITICAL" ? LogStreamKind.Error : LogStreamKind.Output;
        if (!own.StartsWith(stream, StringComparison.Ordinal) || (own.Length > stream.Length && own[stream.Length] != '/')
            || (request.Stream != LogStreamKind.All && request.Stream != kind))
        {
            return null;
        }

        var time = DateTimeOffset.TryParse(match.Groups["time"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var written) ? written : (DateTimeOffset?)null;
        return new LogEntry(request.Job, kind, Encoding.UTF8.GetBytes(match.Groups["text"].Value + "\n"), time);
    }
}
