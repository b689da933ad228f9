using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>How a job reads in a table and in messages.</summary>
internal static class JobWords
{
    /// <summary>How long ago or how long, in the largest unit: <c>4.2s</c>, <c>42s</c>, <c>7m</c>, <c>3h</c>, <c>12d</c>.</summary>
    public static string Span(TimeSpan span) =>
        span < TimeSpan.Zero ? "0s"
        : span.TotalSeconds < 10 ? span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s"
        : span.TotalSeconds < 120 ? Whole(span.TotalSeconds, "s")
        : span.TotalMinutes < 120 ? Whole(span.TotalMinutes, "m")
        : span.TotalHours < 48 ? Whole(span.TotalHours, "h")
        : Whole(span.TotalDays, "d");

    /// <summary>Why a job stands where it stands, in a few words.</summary>
    public static string Why(Job job)
    {
        if (job.Children is { } children && !job.State.IsTerminal())
        {
            return children.ToString();
        }

        var cause = job.Cause is { } known and not JobCause.ExitCode ? EnumText.Format(known) : null;
        var code = job.ExitCode is { } exit and not 0 ? "exit code " + exit.ToString(CultureInfo.InvariantCulture) : null;
        var words = new[] { cause, code, job.Reason }.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct().ToList();
        return words.Count > 0 ? string.Join("; ", words) : job.Children?.ToString() ?? string.Empty;
    }

    private static string Whole(double value, string unit) => Math.Floor(value).ToString("0", CultureInfo.InvariantCulture) + unit;
}
