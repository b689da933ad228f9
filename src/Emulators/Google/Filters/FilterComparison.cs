using System.Text.RegularExpressions;
using MultiBatch.Emulators.Google.Wire;

namespace MultiBatch.Emulators.Google.Filters;

/// <summary>A field compared with a value.</summary>
internal sealed class FilterComparison : FilterNode
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _field;
    private readonly string _operator;
    private readonly string _value;
    private readonly DateTimeOffset? _time;
    private readonly Regex? _pattern;

    /// <param name="field">The field; empty for the text of an entry.</param>
    /// <param name="comparator">One of <c>= != &lt; &lt;= &gt; &gt;= : =~ !~</c>.</param>
    /// <param name="value">The value.</param>
    public FilterComparison(string field, string comparator, string value)
    {
        _field = field;
        _operator = comparator;
        _value = value;
        _time = ProtoText.ParseTime(value);
        _pattern = comparator is "=~" or "!~" ? new Regex(value, RegexOptions.CultureInvariant, Patience) : null;
    }

    public override bool? Evaluate(Func<string, FilterOperand> find)
    {
        var operand = find(_field);
        if (operand.IsUnknown)
        {
            return null;
        }

        if (operand.Time is { } time)
        {
            return _time is { } other ? Ordered(time.CompareTo(other)) : throw GoogleException.Invalid($"Invalid filter: '{_value}' is not a time.");
        }

        if (operand.Text is not { } text)
        {
            return _operator is "!=" or "!~";
        }

        return _operator switch
        {
            "=~" => _pattern!.IsMatch(text),
            "!~" => !_pattern!.IsMatch(text),
            ":" => _value == "*" || text.Contains(_value, StringComparison.OrdinalIgnoreCase),
            _ when operand is { Rank: { } rank, Order: { } order } => Ordered(rank.CompareTo(order.IndexOfWord(_value))),
            _ => Ordered(string.CompareOrdinal(text, _value)),
        };
    }

    private bool Ordered(int order) => _operator switch
    {
        "=" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        _ => throw GoogleException.Invalid($"Invalid filter: '{_operator}' does not go with '{_field}'."),
    };
}
