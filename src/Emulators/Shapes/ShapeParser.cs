namespace MultiBatch.Emulators.Shapes;

/// <summary>Reads one shape of a <see cref="ShapeBook"/>.</summary>
internal sealed class ShapeParser
{
    private readonly string _text;
    private readonly Dictionary<string, Shape> _known;
    private int _at;

    public ShapeParser(string text, Dictionary<string, Shape> known)
    {
        _text = text;
        _known = known;
    }

    public Shape Parse()
    {
        var shape = Read();
        Skip();
        return _at == _text.Length ? shape : throw Wrong("the end");
    }

    private Shape Read()
    {
        Skip();
        switch (_text[_at])
        {
            case '{':
                return ReadStructure();
            case '[':
                _at++;
                var item = Read();
                Take(']');
                return new Shape { Kind = ShapeKind.List, Item = item };
            case '(':
                var end = _text.IndexOf(')', _at);
                var words = _text[(_at + 1)..end].Split('|');
                _at = end + 1;
                return new Shape { Kind = ShapeKind.Text, Words = words };
            case '@':
                _at++;
                return _known[Word()];
        }

        var kind = Word();
        if (kind == "map")
        {
            Take('<');
            var value = Read();
            Take('>');
            return new Shape { Kind = ShapeKind.Map, Item = value };
        }

        return new Shape
        {
            Kind = kind switch
            {
                "any" => ShapeKind.Any,
                "str" => ShapeKind.Text,
                "int" => ShapeKind.Whole,
                "num" => ShapeKind.Number,
                "bool" => ShapeKind.Boolean,
                _ => throw Wrong("a kind"),
            },
        };
    }

    private Shape ReadStructure()
    {
        var members = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        Take('{');
        while (!TryTake('}'))
        {
            if (members.Count > 0)
            {
                Take(',');
            }

            var name = Word();
            var isRequired = TryTake('*');
            Take(':');
            members.Add(name, new ShapeMember(Read(), isRequired));
        }

        return new Shape { Kind = ShapeKind.Structure, Members = members };
    }

    private void Skip()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private string Word()
    {
        Skip();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Wrong("a word");
    }

    private bool TryTake(char character)
    {
        Skip();
        if (_at < _text.Length && _text[_at] == character)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void Take(char character)
    {
        if (!TryTake(character))
        {
            throw Wrong($"'{character}'");
        }
    }

    private FormatException Wrong(string expected) => new($"Expected {expected} at {_at} of: {_text}");
}
