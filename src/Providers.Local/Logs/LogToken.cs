using System.Globalization;

namespace MultiBatch.Providers.Local.Logs;

/// <summary>
/// Where the reading of a log goes on: the attempt, by its place among all attempts of the task from 1 (0 when none has begun), and an offset
/// in each of its files. In text <c>attempt.output.error</c>.
/// </summary>
internal readonly record struct LogToken(int Attempt, long Output, long Error)
{
    public static LogToken? TryParse(string? text)
    {
        var parts = (text ?? string.Empty).Split('.');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var output)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var error)
            ? new LogToken(attempt, output, error)
            : null;
    }

    public override string ToString() => FormattableString.Invariant($"{Attempt}.{Output}.{Error}");
}
