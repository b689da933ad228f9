using System.Globalization;
using MultiBatch.Cli.Errors;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Input;

/// <summary>
/// Reads option values. What is wrong is collected, so that one run names every mistake; each message names the option, the value, the rule and
/// the way out.
/// </summary>
internal sealed class Values
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public void Add(string problem) => _problems.Add(problem);

    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new InvalidInputException(_problems);
        }
    }

    public int? Integer(string option, string? text, int least, int most = int.MaxValue)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        _problems.Add(most == int.MaxValue
            ? $"{option}: '{text}' is not a whole number of {least} or more"
            : $"{option}: '{text}' is not a whole number from {least} to {most}");
        return null;
    }

    public double? Positive(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value))
        {
            return value;
        }

        _problems.Add($"{option}: '{text}' is not a number above 0; write 1, 0.5 or 16 (with a point, not a comma)");
        return null;
    }

    public ByteSize? Size(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (ByteSize.TryParse(text, out var size, out var problem) && size.Bytes > 0)
        {
            return size;
        }

        _problems.Add($"{option}: {problem ?? $"'{text}' is no room at all; write a size such as 512MiB"}");
        return null;
    }

    public TimeSpan? Duration(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        _problems.Add($"{option}: '{text}' is not a duration above 0; write 90s, 15m, 2h, 1h30m or a number of seconds");
        return null;
    }

    /// <summary>A moment: a time, or how long ago.</summary>
    public DateTimeOffset? Moment(string option, string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (DurationText.TryParse(text, out var ago))
        {
            return now - ago;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces, out var moment))
        {
            return moment;
        }

        _problems.Add($"{option}: '{text}' is neither a time (2026-11-21T08:00Z) nor how long ago (2h, 7d)");
        return null;
    }

    public T? Choice<T>(string option, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        if (EnumText.TryParse<T>(text, out var value))
        {
            return value;
        }

        var nearest = Nearest.To(text, EnumText.Names<T>());
        _problems.Add($"{option}: '{text}' is none of {string.Join(", ", EnumText.Names<T>())}{(nearest is null ? string.Empty : $"; did you mean '{nearest}'?")}");
        return null;
    }

    /// <summary>Something with a parser of its own, whose message says what is wrong.</summary>
    public T? Parsed<T>(string option, string? text, Func<string, T> parse)
        where T : class
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            _problems.Add($"{option}: {e.Message.Split(" (Parameter")[0]}");
            return null;
        }
    }

    /// <summary>Pairs <c>NAME=VALUE</c>; a name twice is a mistake.</summary>
    public IReadOnlyDictionary<string, string>? Pairs(string option, string[]? texts, Func<string, string?>? checkName = null)
    {
        if (texts is not { Length: > 0 })
        {
            return null;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var split = text.IndexOf('=');
            if (split <= 0)
            {
                _problems.Add($"{option}: '{text}' has no name and value; write NAME=VALUE");
                continue;
            }

            var name = text[..split];
            if (checkName?.Invoke(name) is { } problem)
            {
                _problems.Add($"{option}: {problem}");
            }
            else if (!pairs.TryAdd(name, text[(split + 1)..]))
            {
                _problems.Add($"{option}: '{name}' is given twice; give it once");
            }
        }

        return pairs;
    }
}
