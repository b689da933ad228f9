namespace MultiBatch.Emulators.Shapes;

/// <summary>What a value of a request may be.</summary>
internal enum ShapeKind
{
    Any,
    Text,
    Whole,
    Number,
    Boolean,
    List,
    Map,
    Structure,
}
