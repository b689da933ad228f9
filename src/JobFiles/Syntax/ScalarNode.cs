namespace MultiBatch.JobFiles.Syntax;

/// <summary>A scalar, with its text as it was written: <c>1.10</c> stays <c>1.10</c>.</summary>
internal sealed class ScalarNode(Position start, string text, ScalarKind kind, bool isPlain) : Node(start)
{
    public string Text { get; } = text;

    public ScalarKind Kind { get; } = kind;

    /// <summary>Unquoted in YAML: where text is expected, the text as written is meant, even if it looks like a number.</summary>
    public bool IsPlain { get; } = isPlain;
}
