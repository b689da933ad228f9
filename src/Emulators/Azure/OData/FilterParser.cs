using System.Globalization;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Azure.Wire;

namespace MultiBatch.Emulators.Azure.OData;

/// <summary>Reads <c>$filter</c>: <c>eq ne gt ge lt le</c>, <c>and or not</c>, brackets, <c>startswith(path,'text')</c>, texts, numbers, moments.</summary>
internal sealed partial class FilterParser
{
    private readonly string _text;
    private readonly Func<string, bool> _isKnown;
    private readonly List<string> _tokens;
    private int _at;

    private FilterParser(string text, Func<string, bool> isKnown)
    {
        _text = text;
        _isKnown = isKnown;
        _tokens = Token().Matches(text).Select(match => match.Value).Where(token => token.Trim().Length > 0).ToList();
    }

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="isKnown">Whether there is a property of a name.</param>
    /// <exception cref="AzureException">It is none.</exception>
    public static FilterExpression Parse(string text, Func<string, bool> isKnown)
    {
        var parser = new FilterParser(text, isKnown);
        var filter = parser.Or();
        return parser._at == parser._tokens.Count ? filter : throw parser.Wrong();
    }

    private FilterExpression Or()
    {
        var left = And();
        while (TryTake("or"))
        {
            var (first, second) = (left, And());
            left = value => first(value) || second(value);
        }

        return left;
    }

    private FilterExpression And()
    {
        var left = Unary();
        while (TryTake("and"))
        {
            var (first, second) = (left, Unary());
            left = value => first(value) && second(value);
        }

        return left;
    }

    private FilterExpression Unary()
    {
        if (TryTake("not"))
        {
            var inner = Unary();
            return value => !inner(value);
        }

        if (TryTake("("))
        {
            var inner = Or();
            Take(")");
            return inner;
        }

        if (TryTake("startswith"))
        {
            Take("(");
            var path = Path(Next());
            Take(",");
            var prefix = Literal(Next()) as string ?? throw Wrong();
            Take(")");
            return value => value(path) is string text && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        }

        return Comparison();
    }

    private FilterExpression Comparison()
    {
        var path = Path(Next());
        var comparison = Next().ToLowerInvariant();
        var literal = Literal(Next());
        return comparison switch
        {
            "eq" => value => Compare(value(path), literal) == 0,
            "ne" => value => Compare(value(path), literal) != 0,
            "gt" => value => Compare(value(path), literal) > 0,
            "ge" => value => Compare(value(path), literal) >= 0,
            "lt" => value => Compare(value(path), literal) is < 0,
            "le" => value => Compare(value(path), literal) is <= 0,
            _ => throw Wrong(),
        };
    }

    /// <summary>How a property is to a literal; null when they cannot be compared.</summary>
    private static int? Compare(object? value, object? literal) => (value, literal) switch
    {
        (null, null) => 0,
        (null, _) or (_, null) => null,
        (string text, string other) => string.Compare(text, other, StringComparison.OrdinalIgnoreCase),
        (DateTimeOffset time, DateTimeOffset other) => time.CompareTo(other),
        (DateTimeOffset time, string other) when TryMoment(other, out var moment) => time.CompareTo(moment),
        (bool truth, bool other) => truth.CompareTo(other),
        (IConvertible number, double other) when value is not (string or bool) => number.ToDouble(CultureInfo.InvariantCulture).CompareTo(other),
        _ => null,
    };

    private object? Literal(string token)
    {
        if (token.StartsWith('\''))
        {
            return Unquote(token);
        }

        if (token.EndsWith('\''))
        {
            return TryMoment(Unquote(token[token.IndexOf('\'', StringComparison.Ordinal)..]), out var moment) ? moment : throw Wrong();
        }

        return token.ToLowerInvariant() switch
        {
            "null" => null,
            "true" => true,
            "false" => false,
            _ when double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ when TryMoment(token, out var moment) => moment,
            _ => throw Wrong(),
        };
    }

    private static string Unquote(string token) => token[1..^1].Replace("''", "'", StringComparison.Ordinal);

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    private string Path(string token) => _isKnown(token.Split('/')[0]) ? token : throw Wrong();

    private string Next() => _at < _tokens.Count ? _tokens[_at++] : throw Wrong();

    private bool TryTake(string token)
    {
        if (_at < _tokens.Count && string.Equals(_tokens[_at], token, StringComparison.OrdinalIgnoreCase))
        {
            _at++;
            return true;
        }

        return false;
    }

    private void Take(string token)
    {
        if (!TryTake(token))
        {
            throw Wrong();
        }
    }

    private AzureException Wrong() => AzureException.InvalidQuery("$filter", _text, "The filter expression is not valid near position " + _at.ToString(CultureInfo.InvariantCulture) + ".");

    [GeneratedRegex(@"(?i:datetimeoffset|datetime)'[^']*'|'(?:[^']|'')*'|[(),]|[^\s(),']+|'")]
    private static partial Regex Token();
}
