using MultiBatch.JobFiles.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MultiBatch.JobFiles.Syntax;

/// <summary>
/// Builds nodes from the events of the YAML parser. Scalars keep their text; anchors, aliases and merge keys (<c>&lt;&lt;</c>) are resolved;
/// duplicate keys, tags and further documents are refused.
/// </summary>
internal sealed class YamlComposer
{
    private const string CoreTags = "tag:yaml.org,2002:";
    private const string MergeKey = "<<";

    private static readonly string[] PlainTags = ["int", "float", "bool", "null", "map", "seq"];

    private readonly Parser _parser;

    private readonly Position _end;

    // An anchor whose node is not complete yet has no node: an alias to it would be a value inside itself.
    private readonly Dictionary<string, Node?> _anchors = new(StringComparer.Ordinal);

    private long _nodes;

    // What is being read, for complaints.
    private Scope _current;

    private YamlComposer(string text, Scope scope)
    {
        _end = SourceText.PositionOf(text, text.Length);
        _parser = new Parser(new StringReader(text));
        _current = scope;
    }

    private ParsingEvent Current => _parser.Current!;

    /// <summary>Reads the one document of a text; null when there is none.</summary>
    /// <exception cref="SourceRefusedException">The text is no YAML, or more than can be read.</exception>
    public static Node? Compose(string text, Scope scope)
    {
        var composer = new YamlComposer(text, scope);
        try
        {
            return composer.ComposeDocument(scope);
        }
        catch (YamlException e)
        {
            throw YamlComplaint.Of(e, text, composer.At(e.Start), composer._current);
        }
    }

    // The parser's marks at the end of a text may lie on a line that is not there.
    private Position At(Mark mark) => mark.Line > _end.Line ? _end : new Position((int)mark.Line, (int)mark.Column);

    private Node? ComposeDocument(Scope scope)
    {
        Move();
        Move();
        if (Current is not DocumentStart)
        {
            return null;
        }

        Move();
        var root = ComposeNode(scope, depth: 1);
        Move();
        Move();
        if (Current is DocumentStart next)
        {
            throw new SourceRefusedException(
                At(next.Start),
                "a second document begins here; a job file is one document. Put all jobs under 'jobs:', or write a file for each.");
        }

        return root is ScalarNode { Kind: ScalarKind.Empty } ? null : root;
    }

    /// <summary>Makes the node that begins with the current event; afterwards its last event is the current one.</summary>
    private Node ComposeNode(Scope scope, int depth)
    {
        var start = Current;
        if (start is AnchorAlias alias)
        {
            return Resolve(alias, depth);
        }

        CheckDepth(start, depth);
        Count(start, 1);
        var anchor = start is NodeEvent { Anchor.IsEmpty: false } anchored ? anchored.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
        }

        Node node = start switch
        {
            Scalar scalar => ComposeScalar(scalar, scope),
            SequenceStart sequence => ComposeSequence(sequence, scope, depth),
            MappingStart mapping => ComposeMapping(mapping, scope, depth),
            _ => throw new SourceRefusedException(At(start.Start), "a value was expected here.", _current),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private Node Resolve(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            throw new SourceRefusedException(
                At(alias.Start),
                $"no value above has the anchor &{Quote.Plain(alias.Value.Value)}; "
                + $"write quotes around the text if '*{Quote.Plain(alias.Value.Value)}' is meant as it stands.",
                _current);
        }

        if (node is null)
        {
            throw new SourceRefusedException(At(alias.Start), $"*{Quote.Plain(alias.Value.Value)} stands inside the value it names.", _current);
        }

        CheckDepth(alias, depth + node.Height - 1);
        Count(alias, node.Weight);
        return node;
    }

    private ScalarNode ComposeScalar(Scalar scalar, Scope scope)
    {
        CheckTag(scalar, scope);
        var isPlain = scalar.Style == ScalarStyle.Plain && !IsTextTag(scalar.Tag);
        return new ScalarNode(At(scalar.Start), scalar.Value, isPlain ? PlainText.KindOf(scalar.Value) : ScalarKind.Text, isPlain);
    }

    private SequenceNode ComposeSequence(SequenceStart start, Scope scope, int depth)
    {
        CheckTag(start, scope);
        var sequence = new SequenceNode(At(start.Start));
        for (Move(); Current is not SequenceEnd; Move())
        {
            _current = scope.Item(sequence.Items.Count);
            sequence.Add(ComposeNode(_current, depth + 1));
            _current = scope;
        }

        return sequence;
    }

    private MappingNode ComposeMapping(MappingStart start, Scope scope, int depth)
    {
        CheckTag(start, scope);
        var mapping = new MappingNode(At(start.Start));
        var merged = new List<MappingNode>();
        for (Move(); Current is not MappingEnd; Move())
        {
            var key = Current;
            if (key is not Scalar { Value: var name } text)
            {
                scope.Report(At(key.Start), "a key must be text; put it in quotes if it begins with [, {, * or &.");
                ComposeNode(scope, depth + 1);
                Move();
                ComposeNode(scope, depth + 1);
                continue;
            }

            CheckTag(text, scope);
            _current = scope.Key(name);
            Move();
            var value = ComposeNode(_current, depth + 1);
            _current = scope;
            if (name == MergeKey && text.Style == ScalarStyle.Plain)
            {
                CollectMerged(value, merged, scope.Key(name));
            }
            else if (!mapping.TryAdd(new MappingEntry(name, At(key.Start), value)))
            {
                mapping.TryGet(name, out var first);
                scope.Key(name).Report(At(key.Start), $"{Quote.Text(name)} is there twice; the first is on line {first!.KeyStart.Line}. Remove one.");
            }
        }

        // Merged keys never displace keys of the mapping itself, and earlier ones go before later ones.
        foreach (var entry in merged.SelectMany(other => other.Entries))
        {
            mapping.TryAdd(entry);
        }

        return mapping;
    }

    private static void CollectMerged(Node value, List<MappingNode> merged, Scope scope)
    {
        foreach (var node in value is SequenceNode list ? list.Items : [value])
        {
            if (node is MappingNode mapping)
            {
                merged.Add(mapping);
            }
            else
            {
                scope.Report(node.Start, $"found {Quote.Node(node)}, expected an alias to a map, such as <<: *defaults.");
            }
        }
    }

    private void CheckTag(NodeEvent node, Scope scope)
    {
        var tag = node.Tag.IsEmpty ? string.Empty : node.Tag.Value;
        if (tag.Length == 0 || tag == "?" || IsTextTag(node.Tag)
            || (tag.StartsWith(CoreTags, StringComparison.Ordinal) && PlainTags.Contains(tag.Substring(CoreTags.Length))))
        {
            return;
        }

        scope.Report(At(node.Start), $"the tag {Quote.Text(tag)} has no meaning in a job file; remove it, or put the text in quotes if it begins with '!'.");
    }

    private static bool IsTextTag(TagName tag) => !tag.IsEmpty && tag.Value is "!" or CoreTags + "str";

    private void CheckDepth(ParsingEvent at, int depth)
    {
        if (depth > SourceLimits.MaxDepth)
        {
            throw new SourceRefusedException(At(at.Start), $"values are nested more than {SourceLimits.MaxDepth} levels deep here.", _current);
        }
    }

    private void Count(ParsingEvent at, long nodes)
    {
        _nodes += nodes;
        if (_nodes > SourceLimits.MaxNodes)
        {
            throw new SourceRefusedException(
                At(at.Start),
                $"the file holds more than {SourceLimits.MaxNodes} values, those behind aliases counted each time; split it, or use a task table.",
                _current);
        }
    }

    private void Move()
    {
        var end = _parser.Current?.End ?? Mark.Empty;
        bool isMoved;
        try
        {
            isMoved = _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // The scanner trips over some broken texts, as a flow list whose next line has a key, in place of refusing them.
            throw new SourceRefusedException(At(end), "this is not YAML; check the quotes and brackets after this place.", _current);
        }

        if (!isMoved)
        {
            throw new SourceRefusedException(At(end), "the text ends in the middle of a value.", _current);
        }
    }
}
