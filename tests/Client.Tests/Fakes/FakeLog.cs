using System.Globalization;
using System.Text;
using MultiBatch.Logs;

namespace MultiBatch.Client.Tests.Fakes;

/// <summary>The output of attempts as a service hands it out: pages of so many bytes, cut wherever they end.</summary>
internal sealed class FakeLog(int pageBytes)
{
    private readonly Dictionary<string, (byte[] Bytes, bool IsComplete)> _attempts = [];

    public List<LogRequest> Requests { get; } = [];

    public void Write(string attempt, string text, bool isComplete = true) => _attempts[attempt] = (Encoding.UTF8.GetBytes(text), isComplete);

    public LogPage Read(LogRequest request)
    {
        Requests.Add(request);
        var key = request.Job.Index is { } index ? $"#{index}" : string.Empty;
        key += request.Job.Attempt is { } attempt ? $"@{attempt}" : string.Empty;
        if (!_attempts.TryGetValue(key, out var log))
        {
            return new LogPage([], "0", false);
        }

        var start = request.Token is { } token ? int.Parse(token, CultureInfo.InvariantCulture)
            : request.TailLines is { } lines ? StartOfTail(log.Bytes, lines)
            : 0;
        var end = Math.Min(log.Bytes.Length, start + pageBytes);
        var entries = new List<LogEntry>();
        for (var from = start; from < end;)
        {
            var newline = Array.IndexOf(log.Bytes, (byte)'\n', from, end - from);
            var to = newline < 0 ? end : newline + 1;
            entries.Add(new LogEntry(request.Job, LogStreamKind.Output, log.Bytes.AsMemory(from, to - from)));
            from = to;
        }

        return new LogPage(entries, end.ToString(CultureInfo.InvariantCulture), log.IsComplete && end == log.Bytes.Length);
    }

    private static int StartOfTail(byte[] bytes, int lines)
    {
        var position = bytes.Length;
        while (position > 0 && lines >= 0)
        {
            position--;
            lines -= bytes[position] == '\n' && position < bytes.Length - 1 ? 1 : 0;
            if (lines == 0 && position < bytes.Length - 1 && bytes[position] == '\n')
            {
                return position + 1;
            }
        }

        return lines == 0 ? bytes.Length : 0;
    }
}
