using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Wording;

/// <summary>How things read in a table.</summary>
internal static class Words
{
    public static string State(Job job) => EnumText.Format(job.State);

    /// <summary>How long ago, in its largest unit: <c>42s</c>, <c>7m</c>, <c>3h</c>, <c>12d</c>.</summary>
    public static string Age(DateTimeOffset? time, DateTimeOffset now) => time is null ? string.Empty : Span(now - time.Value);

    public static string Span(TimeSpan span) =>
        span < TimeSpan.Zero ? "0s"
        : span.TotalSeconds < 10 ? span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s"
        : span.TotalSeconds < 120 ? Whole(span.TotalSeconds, "s")
        : span.TotalMinutes < 120 ? Whole(span.TotalMinutes, "m")
        : span.TotalHours < 48 ? Whole(span.TotalHours, "h")
        : Whole(span.TotalDays, "d");

    /// <summary>How long the job ran, or has been running.</summary>
    public static string RunTime(Job job, DateTimeOffset now) =>
        job.StartedAt is not { } started ? string.Empty : Span((job.EndedAt ?? (job.State.IsTerminal() ? started : now)) - started);

    /// <summary>Why a job stands where it stands, in a few words.</summary>
    public static string Why(Job job)
    {
        if (job.Children is { } children && !job.State.IsTerminal())
        {
            return children.ToString();
        }

        var cause = job.Cause is { } known and not JobCause.ExitCode ? EnumText.Format(known) : null;
        var code = job.ExitCode is { } exit and not 0 ? "exit code " + exit.ToString(CultureInfo.InvariantCulture) : null;
        if (code is not null && job.Reason?.IndexOf(code, StringComparison.OrdinalIgnoreCase) >= 0)
        {
            // The service's own sentence says it already.
            code = null;
        }

        var words = new[] { cause, code, job.Reason }.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct().ToList();
        return words.Count > 0 ? string.Join("; ", words) : job.Children?.ToString() ?? string.Empty;
    }

    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Number(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Whole(double value, string unit) => Math.Floor(value).ToString("0", CultureInfo.InvariantCulture) + unit;
}
