namespace MultiBatch.JobFiles.Syntax;

/// <summary>A list.</summary>
internal sealed class SequenceNode(Position start) : Node(start)
{
    private readonly List<Node> _items = [];

    public IReadOnlyList<Node> Items => _items;

    public void Add(Node item)
    {
        _items.Add(item);
        Hold(item);
    }
}
