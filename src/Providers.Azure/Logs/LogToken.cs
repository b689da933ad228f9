using System.Globalization;
using MultiBatch.Providers.Azure.Jobs;

namespace MultiBatch.Providers.Azure.Logs;

/// <summary>Where the reading of a log stands: bytes of each file, of which attempt. Opaque text to callers.</summary>
internal sealed record LogToken
{
    public int Run { get; init; } = 1;

    public int Attempt { get; init; }

    public long Output { get; init; }

    public long Error { get; init; }

    public static LogToken? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var parts = text!.Split('.');
        return parts.Length == 4 && Number(parts[0], out var run) && Number(parts[1], out var attempt) && Number(parts[2], out var output) && Number(parts[3], out var error)
            ? new LogToken { Run = (int)run, Attempt = (int)attempt, Output = output, Error = error }
            : throw JobErrors.WrongToken("log token");
    }

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}.{3}", Run, Attempt, Output, Error);

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
