using System.Text;
using MultiBatch.Emulators.Google.Wire;

namespace MultiBatch.Emulators.Google.Filters;

/// <summary>
/// Reads the filters of lists and of Cloud Logging: comparisons, AND (also where nothing stands between two), OR, which binds closer, NOT, parentheses.
/// https://google.aip.dev/160, https://cloud.google.com/logging/docs/view/logging-query-language
/// </summary>
internal sealed class FilterParser
{
    private static readonly string[] Comparators = ["!=", "<=", ">=", "=~", "!~", "=", "<", ">", ":"];

    private readonly string _text;
    private readonly Func<string, bool> _isField;
    private int _at;

    private FilterParser(string text, Func<string, bool> isField)
    {
        _text = text;
        _isField = isField;
    }

    /// <summary>Reads a filter; null for none.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="isField">Whether there is a field of a name.</param>
    /// <exception cref="GoogleException">It is no filter.</exception>
    public static FilterNode? Parse(string? text, Func<string, bool> isField)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var parser = new FilterParser(text, isField);
        var filter = parser.ReadAll();
        parser.Skip();
        return parser._at == text.Length ? filter : throw parser.Wrong("the end");
    }

    private FilterNode ReadAll()
    {
        var parts = new List<FilterNode> { ReadAny() };
        for (; ;)
        {
            Skip();
            if (_at == _text.Length || _text[_at] == ')')
            {
                return parts.Count == 1 ? parts[0] : new FilterAll(parts);
            }

            TryTakeWord("AND");
            parts.Add(ReadAny());
        }
    }

    private FilterNode ReadAny()
    {
        var parts = new List<FilterNode> { ReadOne() };
        while (TryTakeWord("OR"))
        {
            parts.Add(ReadOne());
        }

        return parts.Count == 1 ? parts[0] : new FilterAny(parts);
    }

    private FilterNode ReadOne()
    {
        Skip();
        if (TryTakeWord("NOT") || TryTake("-"))
        {
            return new FilterNot(ReadOne());
        }

        if (TryTake("("))
        {
            var inner = ReadAll();
            return TryTake(")") ? inner : throw Wrong("')'");
        }

        var isQuoted = _at < _text.Length && _text[_at] is '"' or '\'';
        var field = ReadText(isField: true);
        Skip();
        if (Array.Find(Comparators, TryTake) is not { } comparator)
        {
            return new FilterComparison(string.Empty, ":", field);
        }

        if (isQuoted || !_isField(field))
        {
            throw GoogleException.Invalid($"Invalid filter '{_text}': there is no field '{field}'.");
        }

        Skip();
        return TryTake("(") ? ReadValues(field, comparator) : new FilterComparison(field, comparator, ReadText(isField: false));
    }

    /// <summary>Several values of one field: <c>f=(a OR b)</c>.</summary>
    private FilterNode ReadValues(string field, string comparator)
    {
        var parts = new List<FilterNode>();
        var isAny = false;
        while (!TryTake(")"))
        {
            if (parts.Count > 0)
            {
                isAny = TryTakeWord("OR");
                _ = isAny || TryTakeWord("AND") ? true : throw Wrong("OR");
            }

            parts.Add(new FilterComparison(field, comparator, ReadText(isField: false)));
            Skip();
        }

        return isAny ? new FilterAny(parts) : new FilterAll(parts);
    }

    /// <summary>A name with its dots, or a value; what is in quotes is taken as it is.</summary>
    private string ReadText(bool isField)
    {
        Skip();
        var text = new StringBuilder();
        var start = _at;
        while (_at < _text.Length)
        {
            var character = _text[_at];
            if (character is '"' or '\'')
            {
                ReadQuoted(text, character);
            }
            else if (char.IsWhiteSpace(character) || character is '(' or ')' || (isField && character is '=' or '!' or '<' or '>' or ':'))
            {
                break;
            }
            else
            {
                text.Append(character);
                _at++;
            }
        }

        return _at > start ? text.ToString() : throw Wrong(isField ? "a field" : "a value");
    }

    private void ReadQuoted(StringBuilder text, char quote)
    {
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            text.Append(_text[_at]);
        }

        if (_at++ >= _text.Length)
        {
            throw Wrong("a closing quote");
        }
    }

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private bool TryTake(string token)
    {
        Skip();
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private bool TryTakeWord(string word)
    {
        Skip();
        var end = _at + word.Length;
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0 || (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] != '('))
        {
            return false;
        }

        _at = end;
        return true;
    }

    private GoogleException Wrong(string expected) => GoogleException.Invalid($"Invalid filter '{_text}': expected {expected} at {_at}.");
}
