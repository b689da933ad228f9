namespace MultiBatch.JobFiles.Syntax;

/// <summary>A key and its value.</summary>
internal sealed class MappingEntry(string key, Position keyStart, Node value)
{
    public string Key { get; } = key;

    public Position KeyStart { get; } = keyStart;

    public Node Value { get; } = value;
}
