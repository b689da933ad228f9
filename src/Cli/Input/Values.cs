using System.Globalization;
using MultiBatch.Cli.Errors;
using MultiBatch.FrontEnds.Input;

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

    public int? Integer(string option, string? text, int least, int most = int.MaxValue) => Value(option, text, given => ValueText.Whole(given, least, most));

    public double? Positive(string option, string? text) => Value(option, text, ValueText.Positive);

    public ByteSize? Size(string option, string? text) => Value(option, text, ValueText.Size);

    public TimeSpan? Duration(string option, string? text) => Value(option, text, ValueText.Duration);

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
        where T : struct, Enum => Value(option, text, ValueText.Choice<T>);

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

    /// <summary>Each of some texts; null when there are none.</summary>
    public IReadOnlyList<T>? Each<T>(string option, string[]? texts, Func<string, T> parse)
        where T : class => texts is not { Length: > 0 } ? null : [.. texts.Select(text => Parsed(option, text, parse)).OfType<T>()];

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

    private T? Value<T>(string option, string? text, Func<string, T> read)
        where T : struct
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return read(text);
        }
        catch (FormatException e)
        {
            _problems.Add($"{option}: {e.Message}");
            return null;
        }
    }
}
