namespace MultiBatch.Emulators.Shapes;

/// <summary>What a value of a request looks like.</summary>
internal sealed class Shape
{
    public required ShapeKind Kind { get; init; }

    /// <summary>The words a text may be; null for any text.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>What the items of a list, or the values of a map, look like.</summary>
    public Shape? Item { get; init; }

    /// <summary>The members of a structure.</summary>
    public IReadOnlyDictionary<string, ShapeMember> Members { get; init; } = new Dictionary<string, ShapeMember>();
}
