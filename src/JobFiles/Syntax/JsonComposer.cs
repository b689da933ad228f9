using System.Text;
using System.Text.Json;
using MultiBatch.JobFiles.Problems;

namespace MultiBatch.JobFiles.Syntax;

/// <summary>Builds nodes from JSON. Comments and trailing commas are passed over; duplicate keys are refused.</summary>
internal ref struct JsonComposer
{
    private readonly byte[] _utf8;
    private Utf8JsonReader _reader;
    private long _nodes;

    // What is being read, for complaints.
    private Scope _current;

    // The place of the token before: tokens come in order, so each place is counted on from the last.
    private int _offset;
    private int _line;
    private int _column;

    private JsonComposer(byte[] utf8, Scope scope)
    {
        _current = scope;
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            // One more than is allowed, so that the message is ours.
            MaxDepth = SourceLimits.MaxDepth + 1,
        });
        _line = 1;
        _column = 1;
    }

    /// <summary>Reads a text; null when there is nothing in it.</summary>
    /// <exception cref="SourceRefusedException">The text is no JSON, or more than can be read.</exception>
    public static Node? Compose(string text, Scope scope)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        var composer = new JsonComposer(utf8, scope);
        try
        {
            composer._reader.Read();
            var root = composer.ComposeNode(scope, depth: 1);
            composer._reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            throw Complaint(e, utf8, composer._current);
        }
    }

    private static SourceRefusedException Complaint(JsonException error, byte[] utf8, Scope scope)
    {
        var lines = error.LineNumber ?? 0;
        var start = 0;
        for (var line = 0L; line < lines && start < utf8.Length; line++)
        {
            var end = Array.IndexOf(utf8, (byte)'\n', start);
            start = end < 0 ? utf8.Length : end + 1;
        }

        var length = (int)Math.Min(error.BytePositionInLine ?? 0, utf8.Length - start);
        var at = new Position((int)lines + 1, Encoding.UTF8.GetCharCount(utf8, start, length) + 1);
        var message = error.Message;
        var suffix = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new SourceRefusedException(at, "this is not JSON: " + Quote.Message(suffix > 0 ? message.Substring(0, suffix) : message), scope);
    }

    /// <summary>Makes the node that begins with the current token; afterwards its last token is the current one.</summary>
    private Node ComposeNode(Scope scope, int depth)
    {
        _current = scope;
        var start = At();
        if (depth > SourceLimits.MaxDepth)
        {
            throw new SourceRefusedException(start, $"values are nested more than {SourceLimits.MaxDepth} levels deep here.", scope);
        }

        if (++_nodes > SourceLimits.MaxNodes)
        {
            throw new SourceRefusedException(start, $"the file holds more than {SourceLimits.MaxNodes} values; split it, or use a task table.", scope);
        }

        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ComposeMapping(start, scope, depth),
            JsonTokenType.StartArray => ComposeSequence(start, scope, depth),
            JsonTokenType.String => new ScalarNode(start, Text(start), ScalarKind.Text, isPlain: false),
            JsonTokenType.Number => new ScalarNode(start, Raw(), ScalarKind.Number, isPlain: false),
            JsonTokenType.True => new ScalarNode(start, "true", ScalarKind.Boolean, isPlain: false),
            JsonTokenType.False => new ScalarNode(start, "false", ScalarKind.Boolean, isPlain: false),
            _ => new ScalarNode(start, "null", ScalarKind.Null, isPlain: false),
        };
    }

    private SequenceNode ComposeSequence(Position start, Scope scope, int depth)
    {
        var sequence = new SequenceNode(start);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            sequence.Add(ComposeNode(scope.Item(sequence.Items.Count), depth + 1));
            _current = scope;
        }

        return sequence;
    }

    private MappingNode ComposeMapping(Position start, Scope scope, int depth)
    {
        var mapping = new MappingNode(start);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var keyStart = At();
            var key = Text(keyStart);
            _current = scope.Key(key);
            _reader.Read();
            if (!mapping.TryAdd(new MappingEntry(key, keyStart, ComposeNode(_current, depth + 1))))
            {
                mapping.TryGet(key, out var first);
                scope.Key(key).Report(keyStart, $"{Quote.Text(key)} is there twice; the first is on line {first!.KeyStart.Line}. Remove one.");
            }

            _current = scope;
        }

        return mapping;
    }

    private readonly string Raw() =>
        Encoding.UTF8.GetString(_utf8, (int)_reader.TokenStartIndex, (int)(_reader.BytesConsumed - _reader.TokenStartIndex));

    private readonly string Text(Position at)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \uD800 stands for half of a character.
            throw new SourceRefusedException(at, "the text has an escape that is half of a character; write both halves, as \\uD83D\\uDE00.", _current);
        }
    }

    /// <summary>The place of the current token.</summary>
    private Position At()
    {
        var target = (int)_reader.TokenStartIndex;
        while (true)
        {
            var end = Array.IndexOf(_utf8, (byte)'\n', _offset, target - _offset);
            if (end < 0)
            {
                break;
            }

            _line++;
            _offset = end + 1;
            _column = 1;
        }

        _column += Encoding.UTF8.GetCharCount(_utf8, _offset, target - _offset);
        _offset = target;
        return new Position(_line, _column);
    }
}
