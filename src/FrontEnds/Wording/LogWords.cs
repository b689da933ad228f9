using System.Globalization;
using MultiBatch.Logs;

namespace MultiBatch.FrontEnds.Wording;

/// <summary>How lines of logs read.</summary>
internal static class LogWords
{
    /// <summary>Which job, child and attempt a line is of: <c>align#7| </c>.</summary>
    public static string Prefix(string? name, LogEntry entry)
    {
        var index = entry.Job.Index is { } child ? "#" + child.ToString(CultureInfo.InvariantCulture) : string.Empty;
        var attempt = entry.Job.Attempt is > 1 and var number ? "@" + number.ToString(CultureInfo.InvariantCulture) : string.Empty;
        return $"{name}{index}{attempt}| ";
    }
}
